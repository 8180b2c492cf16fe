// Finds texts: weighs what the index names, then reads the best ones to be sure.
(function (search) {
  "use strict";
  var FIELDS = ["titles", "tags", "words"];
  var WORTH = { titles: 8, tags: 5, words: 2, spelt: 6, initials: 5 };
  var ENOUGH = 0.5, UNKNOWN = 0.3, READ = 30, MOST_TERMS = 24;

  function allTerms(ways, every) {
    var terms = {};
    ways.forEach(function (some) {
      some.forEach(function (way) {
        if (!every || way.by === "letters") { way.terms.forEach(function (one) { terms[one.term] = true; }); }
      });
    });
    return Object.keys(terms).slice(0, MOST_TERMS);
  }

  // By the steps at which a term begins: how many they are, and how little it is chance that one fits.
  var OFTEN = [], SURE = [], steps, left;
  for (steps = 0; steps < 64; steps++) {
    OFTEN[steps] = 0;
    for (left = steps; left; left >>= 1) { OFTEN[steps] += left & 1; }
    SURE[steps] = Math.log(6 / (OFTEN[steps] || 6));
  }

  // Adds to scores what a run is worth to each text where all its terms stand one behind the other.
  function weigh(index, found, way, scores) {
    var terms = way.terms.filter(function (one) { return found.hasOwnProperty(one.term); });
    var rows = terms.map(function (one) { return found[one.term]; });
    if (!rows.length || rows.indexOf(null) >= 0) { return; }
    var rare = rows.reduce(function (sum, row) { return sum + row.rare; }, 0) / rows.length;
    (way.by === "letters" ? FIELDS : ["titles"]).forEach(function (field) {
      var worth = WORTH[way.by] || WORTH[field], number, n, left, sure;
      if (rows.some(function (row) { return !row[field]; })) { return; }
      for (number = 0; number < index.count; number++) {
        left = 63;
        sure = 0;
        for (n = 0; left && n < rows.length; n++) {
          left &= search.turned(rows[n][field][number], terms[n].at);
          sure += SURE[rows[n][field][number]];
        }
        if (left) { scores[number] += (worth + (n > 1 ? Math.min(5, sure / 2) : OFTEN[left] / 3)) * (1 + rare); }
      }
    });
  }

  // Texts that hold every run, as far as the index tells, the best first.
  function whole(all, runs) {
    var index = all.index, sum = new Float32Array(index.count), lacks = new Uint8Array(index.count), list = [];
    runs.forEach(function (run, at) {
      var scores = new Float32Array(index.count), number;
      all.ways[at].forEach(function (way) { weigh(index, all.found, way, scores); });
      for (number = 0; number < index.count; number++) {
        sum[number] += scores[number];
        if (!scores[number] && (run.length > 1 || runs.length === 1)) { lacks[number] = 1; }
      }
    });
    sum.forEach(function (score, number) {
      if (score && !lacks[number] && all.passes(number)) { list.push({ number: number, score: score }); }
    });
    return inOrder(index, list);
  }

  function holds(list, number) { return list && list[number]; }

  // Texts that hold at least half of the pairs, weighed by how rare they are.
  function near(all) {
    var index = all.index, list = [], total = 0;
    var sum = new Float32Array(index.count), share = new Float32Array(index.count);
    Object.keys(all.found).forEach(function (term) {
      var row = all.found[term], rare = row ? row.rare : UNKNOWN * Math.log(1 + index.count), number, worth;
      total += rare;
      for (number = 0; row && number < index.count; number++) {
        worth = holds(row.titles, number) ? 3 : holds(row.tags, number) ? 2 : holds(row.words, number) ? 1 : 0;
        if (worth) { sum[number] += worth * rare; share[number] += rare; }
      }
    });
    share.forEach(function (held, number) {
      if (held && held >= ENOUGH * total && all.passes(number)) { list.push({ number: number, score: sum[number] }); }
    });
    return inOrder(index, list);
  }

  // Of two that are worth the same the newer one is first: a year is worth less than a title.
  function inOrder(index, list) {
    list.forEach(function (one) { one.score *= 1 + 0.05 * one.number / index.count; });
    return list.sort(function (one, other) { return other.score - one.score || other.number - one.number; });
  }

  function everything(all) {
    var list = [], number;
    for (number = all.index.count - 1; number >= 0; number--) {
      if (all.passes(number)) { list.push({ number: number, score: 0 }); }
    }
    return list;
  }

  // Answers: next gives so many more of them, about is how many there are, near that none holds all.
  function answers(index, list, runs, near) {
    var at = 0, kept = [], wrong = 0;

    function more(count, most) {
      var lack = count - kept.length, some = list.slice(at, at + (lack < count ? 2 * lack : lack));
      if (lack <= 0 || !some.length || wrong > most) { return Promise.resolve(kept.splice(0, count)); }
      at += some.length;
      return search.read(index, some).then(function (texts) {
        var right = texts.filter(function (text) { return near ? !text.gone : search.weighText(text, runs); });
        wrong += texts.length - right.length;
        kept = kept.concat(right);
        if (!near) { kept.sort(function (one, other) { return other.score - one.score; }); }
        return more(count, most);
      });
    }

    return {
      near: near,
      about: function () { return list.length - wrong; },
      next: function (count) { return more(count, wrong + READ); }
    };
  }

  function opened(runs, wanted, every) {
    return search.open().then(function (index) {
      return search.filterOf(index, wanted).then(function (passes) {
        var ways = runs.map(function (run) { return search.waysOf(run, every); });
        return search.loadTerms(index, allTerms(ways, every)).then(function (found) {
          return { index: index, passes: passes, ways: ways, found: found };
        });
      });
    });
  }

  // Texts that hold all runs; without a run all texts that the filters leave, the newest first.
  search.find = function (runs, wanted) {
    return opened(runs, wanted, false).then(function (all) {
      var list = runs.length ? whole(all, runs) : everything(all);
      return answers(all.index, list, runs, !runs.length);
    });
  };

  search.findNear = function (runs, wanted) {
    return opened(runs.filter(function (run) { return run.length > 1; }), wanted, true).then(function (all) {
      return answers(all.index, near(all), runs, true);
    });
  };
}(kepuSearch));
