// Ties the two sides: a line lights its clause, a clause its lines. Without it the links still jump.

const review = document.querySelector("[data-review]");
const back = document.querySelector("[data-back]");
let origin = null;

function isPhone() {
  return matchMedia("(max-width: 59.99rem)").matches;
}

function show(pane) {
  review.dataset.shows = pane;
  for (const button of document.querySelectorAll("[data-pane]")) {
    button.setAttribute("aria-pressed", String(button.dataset.pane === pane));
  }
  if (pane === "reading" && back) back.hidden = true;
}

function light(spot) {
  for (const lit of review.querySelectorAll(".is-lit")) lit.classList.remove("is-lit");
  if (!spot) return;
  for (const part of review.querySelectorAll(`[data-clause="${CSS.escape(spot)}"]`)) {
    if (part.matches(".clause, .line, .warning, .paper__head, .paper__tail")) part.classList.add("is-lit");
  }
}

function bringIntoView(element) {
  if (!element) return;
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const frame = element.closest("[data-paper]");
  if (frame && !isPhone()) {
    const offset = element.getBoundingClientRect().top - frame.getBoundingClientRect().top;
    frame.scrollBy({ top: offset - frame.clientHeight / 3, behavior: calm ? "auto" : "smooth" });
  } else {
    element.scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });
  }
}

// From a line to its clause; on a phone the paper comes forward, with a way back.
function goToClause(link) {
  const clause = document.querySelector(link.getAttribute("href"));
  if (!clause) return;
  light(clause.dataset.clause);
  if (isPhone()) {
    origin = link.closest("[id]");
    show("paper");
    if (back) back.hidden = false;
  }
  bringIntoView(clause);
  clause.focus({ preventScroll: true });
}

function goToLine(id, spot) {
  const line = document.getElementById(id);
  if (!line) return;
  show("reading");
  light(spot);
  bringIntoView(line);
  line.querySelector("a, button")?.focus({ preventScroll: true });
}

function onClick(event) {
  const pane = event.target.closest("[data-pane]");
  if (pane) return show(pane.dataset.pane);
  if (event.target.closest("[data-back]")) {
    show("reading");
    return bringIntoView(origin);
  }
  const go = event.target.closest("[data-go]");
  if (go) {
    event.preventDefault();
    return goToClause(go);
  }
  const tie = event.target.closest("[data-line]");
  if (tie) {
    event.preventDefault();
    return goToLine(tie.dataset.line, tie.closest("[data-clause]").dataset.clause);
  }
  if (event.target.closest("a, button, input, select, textarea, label, form")) return undefined;
  const part = event.target.closest("[data-clause]");
  if (!part || getSelection()?.toString()) return undefined;
  light(part.dataset.clause);
  if (isPhone()) return undefined;
  const other = part.closest("[data-paper]")
    ? review.querySelector(`.review__reading [data-clause="${CSS.escape(part.dataset.clause)}"]`)
    : document.getElementById(`clause-${part.dataset.clause}`);
  return bringIntoView(other);
}

// The keyboard's focus lights the tie without moving anything.
function onFocus(event) {
  const part = event.target.closest("[data-clause]");
  if (part) light(part.dataset.clause);
}

// What was typed and not kept yet outlives a swap that another button of the page asked for, and holds who would leave.
function isTyped(field) {
  if (field.type === "checkbox" || field.type === "radio") return field.checked !== field.defaultChecked;
  if (field.options) {
    const options = [...field.options];
    // Where none of a list is chosen at first, the browser shows the first.
    if (!field.multiple && !options.some((option) => option.defaultSelected)) return field.selectedIndex > 0;
    return options.some((option) => option.selected !== option.defaultSelected);
  }
  return field.type !== "hidden" && field.value !== field.defaultValue;
}

function typedFields(form) {
  return [...form.elements].filter((field) => "defaultValue" in field || field.options ? isTyped(field) : false);
}

function typedForms() {
  return [...review.querySelectorAll("#days, .edit")].filter((form) => typedFields(form).length);
}

function putBack(form, place) {
  if (form.id !== "days") {
    document.getElementById(place.id)?.replaceWith(place);
    return window.htmx.process(place);
  }
  const anew = document.getElementById("days");
  for (const field of anew ? typedFields(form) : []) {
    const same = anew.elements[field.name];
    if (same && same.defaultValue === field.defaultValue) same.value = field.value;
  }
  return undefined;
}

function keepTyped() {
  let kept = [];
  let sent = null; // the form on its way: what stands in it is kept, or set aside with the paper
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.target?.id !== "reading") return;
    const own = event.detail.requestConfig?.elt;
    kept = typedForms().filter((form) => form !== own).map((form) => [form, form.closest("li[id], section[id]")]);
  });
  document.addEventListener("htmx:afterSettle", () => {
    for (const [form, place] of kept.splice(0)) putBack(form, place);
  });
  document.addEventListener("submit", (event) => {
    const open = event.submitter?.value === "next" && typedForms().find((form) => form !== event.target);
    if (!open) {
      sent = event.target;
      return;
    }
    // A line that is half corrected would not go along: it is shown before anything is sent.
    event.preventDefault();
    event.stopPropagation();
    const [field] = typedFields(open);
    bringIntoView(field);
    field.setCustomValidity(review.dataset.unkept);
    field.reportValidity();
    field.setCustomValidity("");
  }, true);
  document.addEventListener("htmx:afterRequest", (event) => {
    if (!event.detail.xhr?.getResponseHeader("HX-Redirect")) sent = null;
  });
  addEventListener("beforeunload", (event) => {
    if (!sent?.closest("dialog") && typedForms().some((form) => form !== sent)) event.preventDefault();
  });
}

if (review) {
  keepTyped();
  for (const tabs of document.querySelectorAll("[data-panes]")) tabs.hidden = false;
  show(location.hash.startsWith("#clause-") ? "paper" : "reading");
  document.addEventListener("click", onClick);
  review.addEventListener("focusin", onFocus);
  // After a correction the line that was edited, or the form that came, takes the focus again.
  let edited = "";
  document.addEventListener("htmx:beforeRequest", (event) => {
    edited = event.detail.target?.id === "reading" ? event.detail.elt.closest("[id]")?.id || "" : "";
  });
  document.addEventListener("htmx:afterSettle", (event) => {
    const form = event.detail.elt.querySelector?.(".edit") || document.querySelector(".line--editing .edit");
    if (form && event.detail.target?.id !== "reading") {
      const wrong = form.querySelector("[data-error-summary]");
      (wrong || form.querySelector("input:not([type=hidden]), select, textarea"))?.focus();
    } else if (edited) {
      document.getElementById(edited)?.querySelector("a, button")?.focus({ preventScroll: true });
    }
  });
}
