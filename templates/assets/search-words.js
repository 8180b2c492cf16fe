// Texts as the index of the search sees them: site_builder/plan/search/words.py does the same, change both.
var kepuSearch = { taken: {}, take: function (name, data) { "use strict"; this.taken[name] = data; } };
(function (search) {
  "use strict";
  var STEPS = 6, LONG = 12;

  function isHan(code) { return code === 0x3007 || (code >= 0x3400 && code <= 0x9fff); }

  function isLatin(code) {
    return (code >= 48 && code <= 57) || (code >= 97 && code <= 122) ||
      (code >= 0xdf && code <= 0x24f) || (code >= 0x370 && code <= 0x4ff);
  }

  function isDigit(code) { return code >= 48 && code <= 57; }

  // Of two Latin words, or of two numbers.
  function isParted(last, code) {
    return isLatin(last) && isLatin(code) && isDigit(last) === isDigit(code);
  }

  // The letters of a text, a paragraph a line, and the place in the text where each stands.
  search.trace = function (text) {
    var letters = "", places = [], blank = false, last = 0, place, part, code, n;
    for (place = 0; place < text.length; place++) {
      part = text.charAt(place);
      if (!isHan(text.charCodeAt(place))) { part = part.normalize("NFKC").toLowerCase(); }
      for (n = 0; n < part.length; n++) {
        code = part.charCodeAt(n);
        if (code === 10) {
          letters += "\n";
          places.push(place);
          last = 0;
        } else if (isHan(code) || isLatin(code)) {
          if (blank && isParted(last, code)) {
            letters += " ";
            places.push(place);
          }
          letters += part.charAt(n);
          places.push(place);
          last = code;
        } else {
          blank = blank || /\s/.test(part.charAt(n));
          continue;
        }
        blank = false;
      }
    }
    return { letters: letters, places: places };
  };

  search.letters = function (text) { return search.trace(text).letters; };

  // What a reader looks for: each run of letters without a blank, once.
  search.runsOf = function (query) {
    return query.split(/\s+/).map(search.letters).filter(function (run, at, all) {
      return run && all.indexOf(run) === at;
    });
  };

  function cut(run, size, step, sign) {
    var found = [], last = run.length - size, at;
    for (at = 0; at < last; at += step) { found.push({ term: sign + run.substr(at, size), at: at }); }
    if (last >= 0) { found.push({ term: sign + run.substr(last, size), at: last }); }
    return found;
  }

  // Each way to find a run: its terms with their places; of a long one, unless every pair counts, each second.
  search.waysOf = function (run, every) {
    if (run.length === 1) { return [{ by: "letters", terms: [{ term: run, at: 0 }] }]; }
    var step = every || run.length <= LONG ? 1 : 2;
    var ways = [{ by: "letters", terms: cut(run, 2, step, "") }];
    if (/^[a-z]+$/.test(run)) {
      ways.push({ by: "initials", terms: cut(run, 2, step, "^") });
      ways.push({ by: "spelt", terms: cut(search.sound(run), run.length === 2 ? 2 : 3, 3, "'") });
    }
    return ways;
  };

  // Who types pinyin writes v for ü, the index u.
  search.sound = function (run) { return run.replace(/([ln])v/g, "$1u"); };

  search.shardOf = function (term, shards) {
    var bytes = unescape(encodeURIComponent(term.replace(/^['^]+/, ""))), crc = -1, at, bit;
    for (at = 0; at < bytes.length; at++) {
      crc ^= bytes.charCodeAt(at);
      for (bit = 0; bit < 8; bit++) { crc = crc & 1 ? crc >>> 1 ^ 0xedb88320 : crc >>> 1; }
    }
    return (crc ^ -1) & (shards - 1);
  };

  // The steps at which a run begins whose term, at letters behind its beginning, begins at these steps.
  search.turned = function (steps, at) {
    at %= STEPS;
    return (steps >> at | steps << (STEPS - at)) & 63;
  };
}(kepuSearch));
