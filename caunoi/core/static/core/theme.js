// Runs before anything is drawn: the chosen appearance, without a flash.
(function () {
  var root = document.documentElement;
  root.classList.add("js");
  try {
    var choice = localStorage.getItem("theme");
    if (choice === "light" || choice === "dark") root.dataset.theme = choice;
  } catch (error) {
    // No storage: the device decides.
  }
})();
