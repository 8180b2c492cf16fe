// Four conveniences; every page works without this file.
(function () {
  "use strict";
  var LARGE = "kepu-large", PLACE = "kepu-place";
  var page = document.documentElement;

  function stored(key) {
    try { return localStorage.getItem(key) || ""; } catch (error) { return ""; }
  }

  function store(key, value) {
    try { localStorage.setItem(key, value); } catch (error) { /* private window: until the next page */ }
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

  // A poster's page lists its files for every place; of these, the one that was chosen stays.
  function offerPlaces(part) {
    var picks = [].slice.call(part.querySelectorAll("a[href^='#place-']"));

    function panel(pick) { return document.getElementById(pick.getAttribute("href").slice(1)); }

    function choose(chosen) {
      picks.forEach(function (pick) {
        panel(pick).hidden = pick !== chosen;
        if (pick === chosen) { pick.setAttribute("aria-current", "true"); } else { pick.removeAttribute("aria-current"); }
      });
    }

    // On a telephone the pictures alone fill the window.
    function nearer(files) {
      var above = files.getBoundingClientRect().top - part.getBoundingClientRect().top;
      return above < window.innerHeight * 0.6 ? part : files;
    }

    function show(pick) {
      var files = panel(pick);
      choose(pick);
      store(PLACE, pick.getAttribute("href"));
      files.tabIndex = -1;
      files.focus({ preventScroll: true });
      if (files.getBoundingClientRect().top > window.innerHeight * 0.6) { nearer(files).scrollIntoView(); }
    }

    function named(address) {
      return picks.filter(function (pick) { return pick.getAttribute("href") === address; })[0];
    }

    picks.forEach(function (pick) {
      pick.addEventListener("click", function (event) {
        event.preventDefault();
        show(pick);
      });
    });
    choose(named(location.hash) || named(stored(PLACE)) || picks[0]);
  }

  if (stored(LARGE) === "1") { page.className = "large"; }

  document.addEventListener("DOMContentLoaded", function () {
    var places = document.querySelector("[data-places]");
    offerCopies();
    if (places) { offerPlaces(places); }
    var tools = document.querySelector("[data-tools]");
    if (!tools) { return; }
    var size = button("大字", tools, function () {
      var large = page.className !== "large";
      page.className = large ? "large" : "";
      size.setAttribute("aria-pressed", String(large));
      store(LARGE, large ? "1" : "0");
    });
    size.setAttribute("aria-pressed", String(page.className === "large"));
    if (document.querySelector(".prose")) {
      button("打印", tools, function () { window.print(); });
    }
  });
}());
