// Reads a text aloud where the browser has a Chinese voice of its own: no network is asked.
(function () {
  "use strict";
  var LONGEST = 90; // characters at a time: some browsers fall silent within long ones
  var speech = window.speechSynthesis;
  var button = null;
  var at = 0; // counts starts and stops, so that a stopped reading never goes on

  function voice() {
    var own = speech.getVoices().filter(function (one) { return /^zh/i.test(one.lang) && one.localService; });
    return own.filter(function (one) { return /^zh[-_](CN|Hans)/i.test(one.lang); })[0] || own[0];
  }

  function pieces(text) {
    var made = [];
    text.split(/(?:\s*\n\s*)+/).forEach(function (line) {
      var rest = line.trim();
      while (rest) {
        var end = rest.length;
        if (end > LONGEST) {
          end = LONGEST;
          while (end > 1 && "。！？；，、：".indexOf(rest[end - 1]) < 0) { end -= 1; }
          if (end === 1) { end = LONGEST; }
        }
        made.push(rest.slice(0, end));
        rest = rest.slice(end);
      }
    });
    return made;
  }

  function words() {
    var parts = document.querySelectorAll("h1, .standfirst, .prose, .poster-text, .speech-text");
    return [].map.call(parts, function (part) { return part.innerText; }).join("\n");
  }

  function stop() {
    at += 1;
    speech.cancel();
    button.textContent = "朗读";
    button.setAttribute("aria-pressed", "false");
  }

  function start() {
    var turn = at += 1;
    var left = pieces(words());
    button.textContent = "停止朗读";
    button.setAttribute("aria-pressed", "true");
    (function next() {
      if (turn !== at) { return; }
      if (!left.length) { stop(); return; }
      var said = new SpeechSynthesisUtterance(left.shift());
      said.voice = voice();
      said.lang = said.voice.lang;
      said.rate = 0.9;
      said.onend = next;
      said.onerror = function () { if (turn === at) { stop(); } };
      speech.speak(said);
    }());
  }

  function offer() {
    var place = document.querySelector("[data-tools]");
    if (button || !place || !voice()) { return; }
    button = document.createElement("button");
    button.type = "button";
    button.className = "tool";
    button.textContent = "朗读";
    button.setAttribute("aria-pressed", "false");
    button.addEventListener("click", function () { if (speech.speaking) { stop(); } else { start(); } });
    place.appendChild(button);
  }

  if (!speech) { return; }
  document.addEventListener("DOMContentLoaded", offer);
  speech.addEventListener("voiceschanged", offer); // voices may come late
  window.addEventListener("pagehide", function () { speech.cancel(); });
}());
