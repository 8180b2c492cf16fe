// Looks beside the page for an urgent picture, and ends it when it has been there for so many hours.
//
// The hours count from when this player first saw the picture, by the clock where that is right, and otherwise
// while the player runs; the browser remembers them, so that a restart does not begin anew. Another picture has
// hours of its own: a server tells how many bytes it has, a folder only how wide and high it is. A picture that
// was taken away is forgotten, so that the same one may be put there again.
//
// A server is asked at most once in so many seconds, since each look costs a request for each name; what it answered
// holds until then.
//
// options: hours; every, those seconds; isRight(now), whether the clock can be trusted; running(), seconds that no clock can put back;
// sample(), the address of a picture that lies there, or nothing.
function urgentPictures(options) {
  "use strict";
  var SLOWEST = 20000; // milliseconds that looking may take
  var FRESH = 60; // seconds after which a picture from a folder is read again, as it may be another one
  var isServed = /^http/.test(location.protocol);
  var names = ["urgent.jpg", "urgent.png", "urgent.jpeg", "紧急.jpg", "紧急.png", "紧急.jpeg"].concat(isServed ? [] : [
    "紧急.jpg.jpg", "紧急.jpg.png", "紧急.jpg.jpeg" // where Windows hides how a file's name ends
  ]);
  var place = "kepu-urgent " + location.href.split(/[?#]/)[0].replace(/[^\/]*$/, "");
  var known = recall(); // file name → what: which picture; first: ms since 1970, or 0; seen: seconds
  var begun = {}; // file name → what running() was, or would have been, when seen was 0
  var probe = new Image(), timer;
  var looks = 0; // number of the last look: an older one is void
  var asked = -1; // what running() was when a server was last asked; below 0: it was not
  var kept = null; // the picture that a server has, as { name, what, source }; nothing when it has none
  var over = false; // whether the last look found a picture that has ended

  function recall() {
    var found;
    try { found = JSON.parse(localStorage.getItem(place)); } catch (error) { /* then until the page is closed */ }
    return found && typeof found === "object" ? found : {};
  }

  function remember() {
    try { localStorage.setItem(place, JSON.stringify(known)); } catch (error) { /* as above */ }
  }

  function forget(names) {
    names.forEach(function (name) {
      delete known[name];
      delete begun[name];
    });
    remember();
  }

  function hasEnded(name, what) {
    var now = new Date(), most = options.hours * 3600, one = known[name];
    if (!one || one.what !== what) {
      one = known[name] = { what: what, first: 0, seen: 0 };
      delete begun[name];
    }
    if (one.seen >= most) { return true; }
    if (begun[name] === undefined) { begun[name] = options.running() - one.seen; }
    one.seen = options.running() - begun[name];
    if (options.isRight(now)) {
      if (!one.first || one.first > now.getTime()) { one.first = now.getTime(); }
      one.seen = Math.max(one.seen, (now.getTime() - one.first) / 1000);
    }
    remember();
    return one.seen >= most;
  }

  function load(source, done, lost) {
    probe.onload = done;
    probe.onerror = lost;
    probe.src = source;
  }

  // Calls back with a server's status, and what it calls the picture: how many bytes it has, or else what a
  // server renews even when the same picture is only copied again.
  function ask(source, done, lost) {
    var request = new XMLHttpRequest();
    request.onerror = lost;
    request.onload = function () {
      done(request.status, ["Content-Length", "Last-Modified", "ETag"].reduce(function (found, header) {
        return found || request.getResponseHeader(header) || "";
      }, ""));
    };
    request.open("HEAD", source);
    request.send();
  }

  function isFresh() { return isServed && asked > 0 && options.running() - asked < options.every; }

  // Says again what a server answered, unless the picture has ended since.
  function repeat(found) {
    if (kept && hasEnded(kept.name, kept.what)) {
      kept = null;
      over = true;
    }
    found(kept ? kept.source : "");
  }

  // Calls back with the address of an urgent picture that has not ended, or nothing.
  function look(found) {
    if (isFresh()) { return repeat(found); }
    asked = options.running();
    search(found);
  }

  function search(found) {
    var order = looks += 1, stamp = "?" + String(Math.random()).slice(2);
    var left = names.slice(), gone = [], ended = false;

    function here(action) { // unless a later look has begun or this one has taken too long
      return function (one, other) { if (order === looks) { action(one, other); } };
    }
    function end(source) {
      looks += 1;
      clearTimeout(timer);
      probe.onload = probe.onerror = null;
      over = ended && !source;
      if (!source) { kept = null; }
      found(source);
    }
    function next() {
      var name = left.shift();
      if (!name) { return gone.length ? prove() : end(""); }
      if (!isServed) { return take(name, name + stamp, ""); }
      ask(name + stamp, here(function (status, title) {
        if (status === 200) { return take(name, name + (title ? "?" + encodeURIComponent(title) : stamp), title); }
        if (known[name] && (status === 404 || status === 410)) { forget([name]); }
        next();
      }), here(next));
    }
    function take(name, source, title) {
      load(source, here(function () {
        var what = title || probe.naturalWidth + "x" + probe.naturalHeight;
        var fresh = name + "?" + what + "-" + Math.floor(options.running() / FRESH);
        if (!hasEnded(name, what)) {
          kept = { name: name, what: what, source: title ? source : fresh };
          return end(kept.source);
        }
        ended = true;
        next();
      }), here(function () {
        if (!isServed && known[name]) { gone.push(name); }
        next();
      }));
    }
    // A picture is taken away only where others still lie: a stick that is pulled out takes away nothing.
    function prove() {
      var sample = options.sample();
      function settle() {
        forget(gone);
        end("");
      }
      if (sample) { load(sample + stamp, here(settle), here(function () { end(""); })); } else { settle(); }
    }

    clearTimeout(timer);
    timer = setTimeout(here(function () { end(""); }), SLOWEST);
    next();
  }

  return {
    look: look,
    isOver: function () { return over; },
    again: function () {
      asked = -1;
      forget(Object.keys(known));
    }
  };
}
