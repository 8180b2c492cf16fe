// A text that was found: whether it holds what is looked for, what of it is shown, and where the marks go.
(function (search) {
  "use strict";
  var BEFORE = 24, SHOWN = 110; // characters of a snippet

  // As files.py writes a text; gone is the day on which it was withdrawn, or empty.
  search.opened = function (row, score) {
    return {
      title: row[0], url: row[1], date: row[2], kind: row[3], label: row[4],
      tags: row[5], syllables: row[6] ? row[6].split(" ") : [], words: row[7], gone: row[8], score: score
    };
  };

  // The first and the last syllable of a title that a run spells, or begins with; null when it does not.
  function spelt(text, run) {
    var sound = search.sound(run), first, last, said;
    for (first = 0; first < text.syllables.length; first++) {
      said = "";
      for (last = first; last < text.syllables.length && said.length < sound.length; last++) { said += text.syllables[last]; }
      if (said.slice(0, sound.length) === sound) { return [first, last - 1]; }
    }
    first = text.syllables.map(function (one) { return one.charAt(0); }).join("").indexOf(run);
    return first < 0 || run.length < 2 ? null : [first, first + run.length - 1];
  }

  function worthOf(text, run) {
    var at = text.titleTrace.letters.indexOf(run);
    if (at >= 0) { return text.titleTrace.letters === run ? 60 : at ? 20 : 30; }
    if (text.tagLetters.indexOf(run) >= 0) { return 12; }
    if (text.tagLetters.join("\n").indexOf(run) >= 0) { return 6; }
    if (/^[a-z]+$/.test(run) && spelt(text, run)) { return 10; }
    return text.wordsTrace.letters.indexOf(run) >= 0 ? 4 : 0;
  }

  // Says whether a text really holds every run, and weighs it more finely than the index can.
  search.weighText = function (text, runs) {
    var sum = 0;
    text.titleTrace = search.trace(text.title);
    text.wordsTrace = search.trace(text.words);
    text.tagLetters = text.tags.map(search.letters);
    return runs.every(function (run) {
      var worth = worthOf(text, run);
      sum += worth;
      return worth;
    }) && (text.score += 10 * sum);
  };

  // Where needles stand in a text, as pairs of places: from the first character to behind the last.
  function spans(text, needles, trace) {
    var found = [];
    trace = trace || search.trace(text);
    needles.forEach(function (needle) {
      var at = needle ? trace.letters.indexOf(needle) : -1;
      for (; at >= 0; at = trace.letters.indexOf(needle, at + 1)) {
        found.push([trace.places[at], trace.places[at + needle.length - 1] + 1]);
      }
    });
    return found.sort(function (one, other) { return one[0] - other[0] || other[1] - one[1]; });
  }

  function speltSpans(text, runs) {
    var units = [], found = [];
    text.title.replace(/[\u3007\u3400-\u9fff]|[^\s\u3000-\u303f\u3400-\u9fff\uff00-\uffef]+/g, function (unit, at) {
      units.push([at, at + unit.length]);
    });
    runs.forEach(function (run) {
      var ends = /^[a-z]+$/.test(run) && units.length === text.syllables.length ? spelt(text, run) : null;
      if (ends) { found.push([units[ends[0]][0], units[ends[1]][1]]); }
    });
    return found;
  }

  // Fills an element with a text whose spans are marked; what it says is never taken for HTML.
  function fill(element, text, found) {
    var at = 0;
    found.forEach(function (span) {
      if (span[0] < at) { return; }
      element.appendChild(document.createTextNode(text.slice(at, span[0])));
      var mark = document.createElement("mark");
      mark.textContent = text.slice(span[0], span[1]);
      element.appendChild(mark);
      at = span[1];
    });
    element.appendChild(document.createTextNode(text.slice(at)));
    return element;
  }

  search.fillWords = function (element, words, needles) { return fill(element, words, spans(words, needles)); };

  search.hasTag = function (text, needles) { return spans(text.tags.join("、"), needles).length > 0; };

  search.fillTitle = function (element, text, needles) {
    var found = spans(text.title, needles, text.titleTrace);
    return fill(element, text.title, found.length ? found : speltSpans(text, needles));
  };

  search.fillSnippet = function (element, text, needles) {
    var found = spans(text.words, needles, text.wordsTrace), first = found.length ? found[0][0] : 0;
    var start = first > BEFORE + 10 ? first - BEFORE : 0;
    var shown = text.words.slice(start, start + SHOWN).replace(/\s+/g, " ");
    var words = (start ? "…" : "") + shown + (start + SHOWN < text.words.length ? "…" : "");
    return search.fillWords(element, words, needles);
  };

  // What is marked: the runs, or, where no text holds them, their pairs.
  search.needles = function (runs, near) {
    if (!near) { return runs.slice().sort(function (one, other) { return other.length - one.length; }); }
    var pairs = [];
    runs.forEach(function (run) {
      search.waysOf(run, true)[0].terms.forEach(function (one) { pairs.push(one.term); });
    });
    return pairs;
  };
}(kepuSearch));
