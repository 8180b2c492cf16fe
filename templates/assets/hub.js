// Two conveniences; every page works without this file.
(function () {
  "use strict";
  var KEY = "kepu-large";
  var page = document.documentElement;

  function stored() {
    try { return localStorage.getItem(KEY) === "1"; } catch (error) { return false; }
  }

  function store(large) {
    try { localStorage.setItem(KEY, large ? "1" : "0"); } catch (error) { /* private window: until the next page */ }
  }

  function button(text, place, action) {
    var made = document.createElement("button");
    made.type = "button";
    made.className = "tool";
    made.textContent = text;
    made.addEventListener("click", action);
    place.appendChild(made);
    return made;
  }

  if (stored()) { page.className = "large"; }

  document.addEventListener("DOMContentLoaded", function () {
    var tools = document.querySelector("[data-tools]");
    if (!tools) { return; }
    var size = button("大字", tools, function () {
      var large = page.className !== "large";
      page.className = large ? "large" : "";
      size.setAttribute("aria-pressed", String(large));
      store(large);
    });
    size.setAttribute("aria-pressed", String(page.className === "large"));
    if (document.querySelector(".prose")) {
      button("打印", tools, function () { window.print(); });
    }
  });
}());
