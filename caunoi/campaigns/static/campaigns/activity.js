// The form of an activity: asks only what its kind needs, and sends each photograph as soon as it is chosen,
// made smaller first, so that a refused form or a weak signal loses none. The form works without this file.

const LONG_SIDE = 2560;
const form = document.querySelector("[data-activity-form]");

function showFigures() {
  const kind = form.querySelector('[name="kind"]:checked')?.value;
  for (const one of form.querySelectorAll("[data-kinds]")) {
    const asked = one.dataset.kinds.split(" ").includes(kind);
    one.hidden = !asked;
    for (const input of one.querySelectorAll("input, select, textarea")) input.disabled = !asked;
  }
}

// Back from the activity that was just logged, the browser fills the form in again, under a new key: saving would count a second one.
function tellOfSecond() {
  const notice = form.querySelector("[data-sent-before]");
  if (!notice) return;
  const isBack = performance.getEntriesByType("navigation")[0]?.type === "back_forward";
  if (history.state?.sent && !isBack) history.replaceState(null, ""); // loaded afresh: another activity
  notice.hidden = !history.state?.sent;
  form.addEventListener("submit", () => history.replaceState({ sent: true }, ""));
}

async function shrink(file) {
  const keep = form.querySelector("[data-keep-position]").checked;
  if (keep || !file.type.startsWith("image/") || file.size < 700_000) return file;
  try {
    const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
    const scale = Math.min(1, LONG_SIDE / Math.max(picture.width, picture.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(picture.width * scale);
    canvas.height = Math.round(picture.height * scale);
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    picture.close();
    const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.85));
    return blob && blob.size < file.size ? new File([blob], file.name, { type: "image/jpeg" }) : file;
  } catch {
    return file; // a format the browser cannot draw goes as it is
  }
}

function fields(file) {
  const data = new FormData();
  data.append("client_key", form.querySelector('[name="client_key"]').value);
  data.append("csrfmiddlewaretoken", form.querySelector('[name="csrfmiddlewaretoken"]').value);
  if (form.querySelector("[data-keep-position]").checked) data.append("keep_position", "on");
  data.append("photos", file, file.name);
  return data;
}

function placeholder(list, file) {
  const item = document.createElement("li");
  item.className = "photos__item photos__item--sending";
  if (file.type.startsWith("image/")) {
    const picture = document.createElement("img");
    picture.alt = "";
    picture.src = URL.createObjectURL(file);
    item.append(picture);
  } else {
    item.textContent = file.name;
  }
  list.append(item);
  return item;
}

function complain(item, words) {
  item.className = "photos__item photos__item--wrong";
  item.setAttribute("role", "alert");
  item.replaceChildren(words);
}

// Returns the file when the network failed: it then travels with the form itself.
async function send(file, list) {
  const item = placeholder(list, file);
  try {
    const answer = await fetch(form.dataset.uploadUrl, { method: "POST", body: fields(await shrink(file)) });
    const text = await answer.text();
    if (answer.ok) {
      const piece = document.createElement("template");
      piece.innerHTML = text;
      const arrived = piece.content.firstElementChild;
      if (list.querySelector(`[data-upload="${arrived.dataset.upload}"]`)) item.remove();
      else item.replaceWith(arrived);
    } else if (answer.status === 422) complain(item, text);
    else return { file, item };
  } catch {
    return { file, item };
  }
  return null;
}

async function sendAll(input) {
  const list = form.querySelector("[data-photos-list]");
  const state = form.querySelector("[data-photos-state]");
  const files = [...input.files];
  input.value = "";
  state.textContent = state.dataset.sending;
  form.dataset.sending = "1";
  const left = [];
  for (const file of files) {
    const kept = await send(file, list);
    if (kept) left.push(kept.file);
  }
  delete form.dataset.sending;
  state.textContent = left.length ? state.dataset.failed : "";
  if (left.length) {
    const bundle = new DataTransfer();
    for (const file of left) bundle.items.add(file);
    input.files = bundle.files;
  }
  form.dispatchEvent(new Event("photos-sent"));
}

async function remove(button) {
  const answer = await fetch(button.dataset.remove, {
    method: "POST",
    headers: { "X-CSRFToken": form.querySelector('[name="csrfmiddlewaretoken"]').value },
  }).catch(() => null);
  if (answer?.ok || answer?.status === 404) button.closest("li").remove();
}

if (form) {
  showFigures();
  tellOfSecond();
  form.addEventListener("change", (event) => {
    if (event.target.name === "kind") showFigures();
    if (event.target.name === "photos" && event.target.files.length) sendAll(event.target);
  });
  form.addEventListener("click", (event) => {
    const button = event.target.closest("[data-remove]");
    if (button) remove(button);
  });
  // A form sent while photographs are still on their way waits for them.
  form.addEventListener(
    "submit",
    (event) => {
      if (!form.dataset.sending) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      form.addEventListener("photos-sent", () => form.requestSubmit(), { once: true });
    },
    true,
  );
}
