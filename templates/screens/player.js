// Plays the pictures of a playlist for ever. Runs in browsers from 2015 on, from a stick or a server.
//
// In the address, after ?: seconds=10 for every picture, wide or tall to choose the pictures, refresh=600 to
// ask the server for a new playlist every so many seconds, urgent=6 for the hours after which an urgent picture
// beside this page (urgent.js) ends.
(function () {
  "use strict";
  var SLOWEST = 20000; // milliseconds that a picture may take to load
  var LONGEST_PAUSE = 600000;
  var REFRESH = 3600; // seconds
  var URGENT = 24; // hours
  var LOOK = 60; // seconds between two looks for an urgent picture on a server
  var page = document.documentElement;
  var isServed = /^http/.test(location.protocol);
  var holder = document.getElementById("playlist");
  var playlist = JSON.parse(holder.textContent);
  var note = document.getElementById("note");
  var buffers = [document.getElementById("one"), document.getElementById("two")];
  var front = 0; // which of the buffers is seen
  var at = -1; // place in the playlist of what is seen
  var wanted = 0; // number of the last order to show something: an older one is void
  var shown = 0; // pictures so far
  var failed = {}; // addresses that could not be loaded in this round
  var paused = false;
  var typed = "";
  var timers = {};
  var asked = running();
  var options = {
    seconds: number("seconds", 0.02),
    refresh: number("refresh", 0.1) || REFRESH,
    urgent: number("urgent", 0.0001) || URGENT,
    tall: /[?&]tall\b/.test(location.search),
    wide: /[?&]wide\b/.test(location.search)
  };
  var rules = showingRules();
  var urgent = urgentPictures({
    hours: options.urgent,
    every: Math.min(LOOK, options.refresh),
    isRight: function (now) { return rules.isRight(playlist, now); },
    running: running,
    sample: function () {
      var slide = playlist.slides[Math.max(at, 0)];
      return slide ? address(slide) : "";
    }
  });

  function number(name, least) {
    var found = new RegExp("[?&]" + name + "=([0-9.]+)").exec(location.search);
    return found ? Math.max(least, Number(found[1]) || least) : 0;
  }

  function running() { return window.performance ? performance.now() / 1000 : 0; } // no clock can put it back

  function after(name, wait, action) {
    clearTimeout(timers[name]);
    timers[name] = setTimeout(action, wait);
  }

  function eligible() { return rules.eligible(playlist, new Date()); }

  // A server says by the version when a picture is another one than the browser has. No other address changes:
  // each new one costs the memory of a decoded picture.
  function address(slide) {
    var upright = options.tall || (!options.wide && window.innerHeight > window.innerWidth);
    var picture = upright && slide.tall ? slide.tall : slide.wide;
    return isServed && slide.version ? picture + "?" + slide.version : picture;
  }

  // Showing.

  function mode() { return page.getAttribute("data-mode"); }

  function mark(name, source) {
    page.setAttribute("data-mode", name);
    page.setAttribute("data-shown", source);
    page.setAttribute("data-count", String(shown));
  }

  function show(source, done, lost) {
    var order = wanted += 1, back = buffers[1 - front];
    function end(action) {
      if (order !== wanted) { return; }
      wanted += 1;
      clearTimeout(timers.load);
      back.onload = back.onerror = null;
      action();
    }
    function swap() {
      end(function () {
        back.className = "slide on";
        buffers[front].className = "slide";
        front = 1 - front;
        shown += 1;
        done();
      });
    }
    after("load", SLOWEST, function () { end(lost); });
    back.onerror = function () { end(lost); };
    back.onload = function () {
      if (back.decode) { back.decode().then(swap, swap); } else { swap(); }
    };
    back.src = source;
  }

  function wait(slide) {
    after("next", (options.seconds || slide.seconds || playlist.seconds) * 1000, function () { go(1); });
  }

  // Shows what comes now: an urgent picture, or else the next one, unless somebody looks at this one.
  function go(direction) {
    var before = shown;
    askServer();
    urgent.look(function (source) {
      if (!source && shown !== before) { return; } // a key was quicker
      if (source) { showUrgent(source); } else if (paused) { wait({}); } else { showNext(direction); }
    });
  }

  function nextOf(list, direction) {
    var found = list.filter(function (place) { return direction > 0 ? place > at : place < at; });
    if (found.length) { return direction > 0 ? found[0] : found[found.length - 1]; }
    return direction > 0 ? list[0] : list[list.length - 1];
  }

  function showNext(direction) {
    var all = eligible(), place;
    var list = all.filter(function (one) { return !failed[address(playlist.slides[one])]; });
    if (!list.length) { return showNothing(all); }
    place = nextOf(list, direction);
    if (place <= at && direction > 0) { failed = {}; }
    showPlace(place, direction);
  }

  function showPlace(place, direction) {
    var slide = playlist.slides[place], source = address(slide);
    show(source, function () {
      at = placeOf(slide); // there may be a new playlist by now
      mark("slides", source);
      wait(slide);
    }, function () {
      failed[source] = true;
      showNext(direction);
    });
  }

  // What is seen may stay when no picture can be loaded any more, as long as it may be shown.
  function showNothing(all) {
    failed = {};
    if (mode() !== "slides" || all.indexOf(at) < 0) {
      buffers.forEach(function (buffer) { buffer.className = "slide"; });
      page.setAttribute("data-lost", all.length ? "yes" : "no");
      mark("still", "");
    }
    wait({});
  }

  function showUrgent(source) {
    if (paused) { setPaused(false); }
    show(source, function () {
      mark("urgent", source);
      wait({});
    }, function () { showNext(1); });
  }

  // A new playlist on the server is taken up; a server that is away changes nothing.

  function askServer() {
    var request;
    if (!isServed || running() - asked < options.refresh) { return; }
    asked = running();
    request = new XMLHttpRequest();
    request.onload = function () {
      var other = request.status === 200 && new DOMParser().parseFromString(request.responseText, "text/html");
      if (other && other.getElementById("playlist")) { takeUp(other); }
    };
    request.open("GET", location.pathname + "?" + Math.random());
    request.send();
  }

  function textIn(whole, id) { return (whole.getElementById(id) || {}).textContent; }

  // A newer player is loaded, unless it fills the screen: only a person could fill it again.
  function takeUp(other) {
    var list = textIn(other, "playlist"), seen = playlist.slides[at];
    var still = document.querySelector(".still");
    var another = document.importNode(other.querySelector(".still"), true);
    if (!isFull() && textIn(other, "player") !== textIn(document, "player")) { return location.reload(); }
    if (list === holder.textContent) { return; }
    playlist = JSON.parse(list);
    holder.textContent = list;
    still.parentNode.replaceChild(another, still);
    failed = {};
    at = placeOf(seen);
  }

  // Where the poster of a slide stands in the playlist; -1 when it has none any more.
  function placeOf(slide) {
    return slide ? playlist.slides.map(function (one) { return one.wide; }).indexOf(slide.wide) : -1;
  }

  // Words over the picture.

  function say(text, seconds) {
    note.textContent = text;
    note.className = text ? "on" : "";
    clearTimeout(timers.note);
    if (text && seconds) { after("note", seconds * 1000, function () { say("", 0); }); }
  }

  function help() {
    var about = note.getAttribute(urgent.isOver() ? "data-over" : "data-urgent");
    say(note.getAttribute("data-help") + "\n" + about.replace("{hours}", String(options.urgent)), 12);
  }

  function tell() {
    var list = eligible(), slide = playlist.slides[at];
    if (!slide || mode() !== "slides") { return; }
    say(list.indexOf(at) + 1 + " / " + list.length + "　" + slide.title, 3);
  }

  // What people do.

  function isFull() { return Boolean(document.fullscreenElement || document.webkitFullscreenElement); }

  function filler() { return page.requestFullscreen || page.webkitRequestFullscreen; }

  function fill() {
    var ask = filler(), promise = ask && ask.call(page);
    if (promise && promise.catch) { promise.catch(function () { /* only a person's key or click may */ }); }
  }

  function leave() {
    var ask = document.exitFullscreen || document.webkitExitFullscreen;
    if (ask && isFull()) { ask.call(document); }
    if (note.className) { say("", 0); } else { help(); }
  }

  function setPaused(on) {
    paused = on;
    say(on ? note.getAttribute("data-paused") : "", 0);
    clearTimeout(timers.pause);
    if (on) { after("pause", LONGEST_PAUSE, pause); }
  }

  function pause() {
    if (mode() !== "slides") { return; }
    setPaused(!paused);
    if (!paused) { go(1); }
  }

  function turn(direction) {
    setPaused(false);
    if (mode() === "slides") { showNext(direction); } else { go(direction); }
    after("tell", 400, tell);
  }

  function type(digit) {
    typed += digit;
    say(typed, 0);
    after("type", 1200, jump);
  }

  // 0 shows an urgent picture that has ended once more.
  function jump() {
    var number = Number(typed), place = eligible()[number - 1];
    typed = "";
    clearTimeout(timers.type);
    say("", 0);
    if (number === 0) {
      urgent.again();
      go(1);
    } else if (place !== undefined && mode() === "slides") {
      setPaused(false);
      showPlace(place, 1);
      after("tell", 400, tell);
    }
  }

  function enter() {
    if (typed) { jump(); } else if (isFull() || !filler()) { pause(); } else { fill(); }
  }

  function stayAwake() {
    if (!document.hidden && navigator.wakeLock && navigator.wakeLock.request) {
      navigator.wakeLock.request("screen").catch(function () { /* the system's own setting holds */ });
    }
  }

  listenToKeys({ turn: turn, type: type, enter: enter, pause: pause, fill: fill, leave: leave });
  document.addEventListener("click", function () { if (isFull()) { turn(1); } else { fill(); } });
  document.addEventListener("mousemove", function () {
    page.className = "pointing";
    after("point", 3000, function () { page.className = ""; });
  });
  document.addEventListener("visibilitychange", stayAwake); // what is hidden loses its lock
  window.addEventListener("resize", function () {
    var slide = playlist.slides[at], source = slide && address(slide);
    if (slide && mode() === "slides" && page.getAttribute("data-shown") !== source) { showPlace(at, 1); }
  });

  stayAwake();
  help();
  go(1);
}());
