// Plays the pictures of a playlist for ever. Runs in browsers from 2015 on, from a stick or a server.
//
// In the address, after ?: seconds=10 for every picture, wide or tall to choose the pictures, refresh=600 to
// ask the server for a new playlist every so many seconds. A file urgent.jpg, urgent.png, 紧急.jpg or 紧急.png
// beside this page is shown alone for as long as it lies there.
(function () {
  "use strict";
  var URGENT = ["urgent.jpg", "urgent.png", "紧急.jpg", "紧急.png"];
  var YEARS = 20; // that a clock may be ahead of the newest poster
  var SLOWEST = 20000; // milliseconds that a picture may take to load
  var LONGEST_PAUSE = 600000;
  var REFRESH = 3600; // seconds
  var page = document.documentElement;
  var data = document.getElementById("playlist").textContent;
  var playlist = JSON.parse(data);
  var note = document.getElementById("note");
  var buffers = [document.getElementById("one"), document.getElementById("two")];
  var probe = new Image();
  var front = 0; // which of the buffers is seen
  var at = -1; // place in the playlist of what is seen
  var wanted = 0; // number of the last order to show something: an older one is void
  var shown = 0; // pictures so far
  var failed = {}; // addresses that could not be loaded in this round
  var urgent = ""; // address of the urgent picture that is seen
  var paused = false;
  var typed = "";
  var timers = {};
  var asked = playing();
  var options = {
    seconds: number("seconds", 0.02),
    refresh: number("refresh", 0.1) || REFRESH,
    tall: /[?&]tall\b/.test(location.search),
    wide: /[?&]wide\b/.test(location.search)
  };

  function number(name, least) {
    var found = new RegExp("[?&]" + name + "=([0-9.]+)").exec(location.search);
    return found ? Math.max(least, Number(found[1]) || least) : 0;
  }

  function playing() { return window.performance ? performance.now() / 1000 : 0; } // no clock can put it back

  function after(name, wait, action) {
    clearTimeout(timers[name]);
    timers[name] = setTimeout(action, wait);
  }

  function say(text, seconds) {
    note.textContent = text;
    note.className = text ? "on" : "";
    clearTimeout(timers.note);
    if (text && seconds) { after("note", seconds * 1000, function () { say("", 0); }); }
  }

  // What may be shown now.

  function two(value) { return (value < 10 ? "0" : "") + value; }
  function dayOf(now) { return now.getFullYear() + "-" + two(now.getMonth() + 1) + "-" + two(now.getDate()); }
  function timeOf(now) { return two(now.getHours()) + ":" + two(now.getMinutes()); }

  function clockIsRight(now) {
    var made = playlist.made;
    return !made || (dayOf(now) >= made && now.getFullYear() <= Number(made.slice(0, 4)) + YEARS);
  }

  function isDated(slide) {
    return Boolean(slide.months.length || slide.from || slide.until || slide.hours.length);
  }

  function isInDays(slide, now) {
    var day = dayOf(now);
    return (!slide.from || slide.from <= day) && (!slide.until || slide.until >= day);
  }

  function isInHours(slide, now) {
    var time = timeOf(now);
    return !slide.hours.length || slide.hours.some(function (span) {
      var start = span[0], end = span[1];
      return start < end ? start <= time && time < end : start <= time || time < end;
    });
  }

  function isInSeason(slide, now) {
    return !slide.months.length || slide.months.indexOf(now.getMonth() + 1) >= 0;
  }

  function places(test) {
    var found = [];
    playlist.slides.forEach(function (slide, place) { if (test(slide)) { found.push(place); } });
    return found;
  }

  // Never black: where the rules leave nothing, what is out of season, but nothing that has ended.
  function eligible() {
    var now = new Date(), right = clockIsRight(now);
    var found = places(function (slide) {
      if (!right) { return !isDated(slide); }
      return isInDays(slide, now) && isInSeason(slide, now) && isInHours(slide, now);
    });
    return found.length ? found : places(function (slide) {
      return right ? isInDays(slide, now) : !slide.until;
    });
  }

  function address(slide) {
    var upright = options.tall || (!options.wide && window.innerHeight > window.innerWidth);
    return upright && slide.tall ? slide.tall : slide.wide;
  }

  // Showing.

  function mark(mode) {
    page.setAttribute("data-mode", mode);
    page.setAttribute("data-count", String(shown));
  }

  function show(source, done, lost) {
    var order = wanted += 1, back = buffers[1 - front];
    function end(action) {
      if (order !== wanted) { return; }
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

  function next(list, step) {
    var found = list.filter(function (place) { return step > 0 ? place > at : place < at; });
    if (found.length) { return step > 0 ? found[0] : found[found.length - 1]; }
    return step > 0 ? list[0] : list[list.length - 1];
  }

  function wait(slide) {
    after("next", (options.seconds || slide.seconds || playlist.seconds) * 1000, function () {
      if (!paused) { step(1); }
    });
  }

  function step(direction) {
    lookForUrgent(function (source) {
      if (source) { showUrgent(source); } else { showNext(direction); }
    });
  }

  function showNext(direction) {
    var all = eligible();
    var list = all.filter(function (place) { return !failed[address(playlist.slides[place])]; });
    if (!list.length) {
      failed = {};
      return showNothing(all.length > 0);
    }
    var place = next(list, direction);
    if (place <= at && direction > 0) { endRound(); }
    urgent = "";
    showPlace(place, direction);
  }

  function showPlace(place, direction) {
    var slide = playlist.slides[place], source = address(slide);
    show(source, function () {
      at = place;
      page.setAttribute("data-shown", source);
      mark("slides");
      wait(slide);
    }, function () {
      failed[source] = true;
      showNext(direction);
    });
  }

  function showNothing(lost) {
    buffers.forEach(function (buffer) { buffer.className = "slide"; });
    page.setAttribute("data-lost", lost ? "yes" : "no");
    mark("still");
    wait({});
  }

  function showUrgent(source) {
    urgent = source;
    show(source, function () {
      page.setAttribute("data-shown", source);
      mark("urgent");
      paused = false;
      wait({});
    }, function () { showNext(1); });
  }

  // Calls back with the address of an urgent picture, or nothing. One Image looks for all names in turn.
  function lookForUrgent(found) {
    var stamp = "?" + shown + "-" + String(Math.random()).slice(2), place = 0;
    function look() {
      if (place === URGENT.length) { return end(""); }
      probe.src = URGENT[place] + stamp;
      place += 1;
    }
    function end(source) {
      probe.onload = probe.onerror = null;
      clearTimeout(timers.look);
      found(source);
    }
    probe.onload = function () { end(URGENT[place - 1] + stamp); };
    probe.onerror = look;
    after("look", SLOWEST, function () { end(""); });
    look();
  }

  function endRound() {
    failed = {};
    if (/^http/.test(location.protocol) && playing() - asked > options.refresh) {
      asked = playing();
      refresh();
    }
  }

  // Loads the page anew when the server has another playlist; a server that is away changes nothing.
  function refresh() {
    var request = new XMLHttpRequest();
    request.onload = function () {
      var other = request.status === 200 && new DOMParser().parseFromString(request.responseText, "text/html");
      var list = other && other.getElementById("playlist");
      if (list && list.textContent !== data) { location.reload(); }
    };
    request.open("GET", location.pathname + "?" + Math.random());
    request.send();
  }

  // Keys of keyboards and remote controls.

  function isFull() { return Boolean(document.fullscreenElement || document.webkitFullscreenElement); }

  function fill() {
    var ask = page.requestFullscreen || page.webkitRequestFullscreen;
    var promise = ask && ask.call(page);
    if (promise && promise.catch) { promise.catch(function () { /* only a person's key or click may */ }); }
  }

  function leave() {
    var ask = document.exitFullscreen || document.webkitExitFullscreen;
    if (ask && isFull()) { ask.call(document); }
    say(note.className ? "" : note.getAttribute("data-help"), 12);
  }

  function tell() {
    var list = eligible(), slide = playlist.slides[at];
    if (slide && !urgent) { say(list.indexOf(at) + 1 + " / " + list.length + "　" + slide.title, 3); }
  }

  function turn(direction) {
    paused = false;
    step(direction);
    after("tell", 400, tell);
  }

  function pause() {
    paused = !paused && !urgent;
    say(paused ? "已暂停，按 OK 或空格继续" : "", 0);
    clearTimeout(timers.pause);
    if (paused) { after("pause", LONGEST_PAUSE, pause); } else { step(1); }
  }

  function type(digit) {
    typed += digit;
    say(typed, 0);
    after("type", 1200, jump);
  }

  function jump() {
    var list = eligible(), place = list[Number(typed) - 1];
    typed = "";
    clearTimeout(timers.type);
    say("", 0);
    if (place === undefined || urgent) { return; }
    paused = false;
    showPlace(place, 1);
    after("tell", 400, tell);
  }

  function enter() {
    if (typed) { jump(); } else if (isFull()) { pause(); } else { fill(); }
  }

  var KEYS = {
    39: 1, 40: 1, 34: 1, 176: 1, 417: 1, 427: 1, 37: -1, 38: -1, 33: -1, 177: -1, 412: -1, 428: -1,
    13: enter, 32: pause, 179: pause, 415: pause, 19: pause, 413: pause, 70: fill,
    27: leave, 8: leave, 166: leave, 461: leave, 10009: leave
  };
  var NAMES = { GoBack: leave, BrowserBack: leave, ChannelUp: 1, ChannelDown: -1, MediaPlayPause: pause };

  document.addEventListener("keydown", function (event) {
    var code = event.keyCode, act = KEYS[code] || NAMES[event.key];
    var digit = code >= 48 && code <= 57 ? code - 48 : code >= 96 && code <= 105 ? code - 96 : -1;
    if (event.ctrlKey || event.altKey || event.metaKey || (digit < 0 && !act)) { return; }
    event.preventDefault();
    if (digit >= 0) { type(String(digit)); } else if (typeof act === "function") { act(); } else { turn(act); }
  });
  document.addEventListener("click", function () { if (isFull()) { turn(1); } else { fill(); } });
  document.addEventListener("mousemove", function () {
    page.className = "pointing";
    after("point", 3000, function () { page.className = ""; });
  });
  window.addEventListener("resize", function () {
    var slide = playlist.slides[at], source = slide && address(slide);
    if (source && !urgent && page.getAttribute("data-shown") !== source) { showPlace(at, 1); }
  });
  if (navigator.wakeLock && navigator.wakeLock.request) {
    navigator.wakeLock.request("screen").catch(function () { /* the system's own setting holds */ });
  }

  say(note.getAttribute("data-help"), 8);
  step(1);
}());
