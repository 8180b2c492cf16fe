// Three conveniences; every page works without this file.
(function () {
  "use strict";
  var KEY = "kepu-elder";
  var page = document.documentElement;

  function stored() {
    try { return localStorage.getItem(KEY) === "1"; } catch (error) { return false; }
  }

  // What the links in the header do without this file, and what is remembered for the next page.
  function show(elder) {
    page.className = elder ? "elder" : "";
    try { localStorage.setItem(KEY, elder ? "1" : "0"); } catch (error) { /* private window: until the next page */ }
  }

  function turn(link, elder) {
    link.addEventListener("click", function (event) {
      event.preventDefault();
      show(elder);
      if (location.hash === "#elder") { location.hash = "#main"; }
      tools().querySelector(elder ? ".elder-off" : ".elder-on").focus();
    });
  }

  function tools() { return document.querySelector("[data-tools]"); }

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

  if (location.hash === "#elder") { show(true); } else if (stored()) { page.className = "elder"; }

  document.addEventListener("DOMContentLoaded", function () {
    offerCopies();
    var place = tools();
    if (!place) { return; }
    turn(place.querySelector(".elder-on"), true);
    turn(place.querySelector(".elder-off"), false);
    if (document.querySelector(".prose")) {
      button("打印", place, function () { window.print(); });
    }
  });
}());
