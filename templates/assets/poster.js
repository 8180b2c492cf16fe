// A poster's page lists its files for every place; of these, the one that was chosen stays, on the next page, too.
document.addEventListener("DOMContentLoaded", function () {
  "use strict";
  var KEY = "kepu-place";
  var part = document.querySelector("[data-places]");
  var picks = [].slice.call(part.querySelectorAll("a[href^='#place-']"));

  function stored() {
    try { return localStorage.getItem(KEY) || ""; } catch (error) { return ""; }
  }

  function store(address) {
    try { localStorage.setItem(KEY, address); } catch (error) { /* private window: until the next page */ }
  }

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
    store(pick.getAttribute("href"));
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
  choose(named(location.hash) || named(stored()) || picks[0]);
});
