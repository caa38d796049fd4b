// Behaviour of the components: dialogs, toasts, menus, appearance, files, network state. Pages work without it.

const root = document.documentElement;

function markTheme() {
  const choice = root.dataset.theme || "auto";
  for (const button of document.querySelectorAll("[data-theme-set]")) {
    button.setAttribute("aria-pressed", String(button.dataset.themeSet === choice));
  }
}

function setTheme(choice) {
  if (choice === "auto") delete root.dataset.theme;
  else root.dataset.theme = choice;
  try {
    localStorage.setItem("theme", choice);
  } catch {
    // The choice then lasts for this page only.
  }
  markTheme();
}

export function showToast(text, level = "info") {
  const region = document.querySelector("[data-toasts]");
  if (!region) return;
  const toast = document.createElement("div");
  toast.className = `toast toast--${level}`;
  const words = document.createElement("p");
  words.className = "toast__text";
  words.textContent = text;
  toast.append(words);
  region.append(toast);
  leaveLater(toast);
}

// A success may leave by itself once it has been seen; what went wrong stays until dismissed.
function leaveLater(toast) {
  if (toast.matches(".toast--error, .toast--warning")) return;
  let timer = 0;
  const start = () => {
    timer = setTimeout(() => toast.remove(), 10000);
  };
  const stop = () => clearTimeout(timer);
  toast.addEventListener("pointerenter", stop);
  toast.addEventListener("pointerleave", start);
  toast.addEventListener("focusin", stop);
  start();
}

function formatSize(bytes) {
  const lang = root.lang || "vi";
  const [value, unit] = bytes < 1e6 ? [bytes / 1e3, "KB"] : [bytes / 1e6, "MB"];
  return `${value.toLocaleString(lang, { maximumFractionDigits: value < 10 ? 1 : 0 })} ${unit}`;
}

function listFiles(input) {
  let list = input.parentElement.querySelector(":scope > .file-list");
  if (!list) {
    list = document.createElement("ul");
    list.className = "file-list";
    list.setAttribute("aria-live", "polite");
    input.after(list);
  }
  for (const picture of list.querySelectorAll("img")) URL.revokeObjectURL(picture.src);
  list.replaceChildren(
    ...[...input.files].map((file) => {
      const item = document.createElement("li");
      item.className = "file-list__item";
      if (file.type.startsWith("image/")) {
        const picture = document.createElement("img");
        picture.src = URL.createObjectURL(file);
        picture.alt = "";
        item.append(picture);
      }
      const name = document.createElement("span");
      name.textContent = `${file.name} · ${formatSize(file.size)}`;
      item.append(name);
      return item;
    }),
  );
}

function onClick(event) {
  const at = (selector) => event.target.closest(selector);
  const opener = at("[data-dialog]");
  if (opener) document.getElementById(opener.dataset.dialog)?.showModal();
  if (at("[data-dialog-close]")) at("dialog")?.close();
  if (event.target.matches("dialog")) event.target.close();
  if (at("[data-toast-close]")) at(".toast").remove();
  const theme = at("[data-theme-set]");
  if (theme) setTheme(theme.dataset.themeSet);
  if (at("[data-print]")) window.print();
  for (const menu of document.querySelectorAll("details[data-menu][open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
}

function release(form) {
  delete form.dataset.sent;
  for (const busy of form.querySelectorAll("[aria-busy]")) busy.removeAttribute("aria-busy");
}

function showNetwork() {
  for (const banner of document.querySelectorAll("[data-offline]")) banner.hidden = navigator.onLine;
}

function start() {
  for (const choice of document.querySelectorAll("[data-theme-choice]")) choice.hidden = false;
  markTheme();
  showNetwork();
  document.querySelectorAll(".toast").forEach(leaveLater);
  document.querySelector("form[method='post'] [data-error-summary]")?.focus();
  document.addEventListener("click", onClick);
  document.addEventListener("change", (event) => {
    if (event.target.matches('input[type="file"]')) listFiles(event.target);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const menu = document.querySelector("details[data-menu][open]");
    if (!menu) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
  // A second press on the button of a form already on its way does nothing; the server counts a form once anyway.
  document.addEventListener("submit", (event) => {
    if (event.defaultPrevented || event.target.getAttribute("method")?.toLowerCase() !== "post") return;
    if (event.target.dataset.sent) event.preventDefault();
    event.target.dataset.sent = "1";
    setTimeout(() => release(event.target), 8000); // an answer that is a file leaves the page as it is
    event.submitter?.setAttribute("aria-busy", "true");
  });
  addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    document.querySelectorAll("form[data-sent]").forEach(release);
  });
  addEventListener("online", showNetwork);
  addEventListener("offline", showNetwork);
  document.addEventListener("htmx:beforeRequest", () => root.classList.add("is-loading"));
  document.addEventListener("htmx:afterRequest", () => root.classList.remove("is-loading"));
  document.addEventListener("htmx:sendError", showNetwork);
  if ("serviceWorker" in navigator && document.body.hasAttribute("data-desk")) {
    navigator.serviceWorker.register("/sw.js").catch(() => {});
  }
}

start();
