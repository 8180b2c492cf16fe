// Three conveniences; every page works without this file.
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

  // The clipboard of a page from a stick may be closed to scripts: then the old way, by a selection.
  function copy(text, done) {
    function byHand() {
      var field = document.createElement("textarea");
      field.value = text;
      field.style.position = "fixed";
      field.style.opacity = "0";
      document.body.appendChild(field);
      field.select();
      if (document.execCommand("copy")) { done(); }
      document.body.removeChild(field);
    }
    if (navigator.clipboard) { navigator.clipboard.writeText(text).then(done, byHand); } else { byHand(); }
  }

  function offerCopies() {
    [].forEach.call(document.querySelectorAll("[data-copy]"), function (made) {
      var words = made.textContent;
      made.hidden = false;
      made.addEventListener("click", function () {
        copy(made.getAttribute("data-copy"), function () {
          made.textContent = "已复制";
          setTimeout(function () { made.textContent = words; }, 2000);
        });
      });
    });
  }

  if (stored()) { page.className = "large"; }

  document.addEventListener("DOMContentLoaded", function () {
    offerCopies();
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
