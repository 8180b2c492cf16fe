// Loads the files of the search by script tags, as a page from a stick may, and opens what they hold.
// site_builder/plan/search/ writes them: pieces.py the lists, facets.py the filters.
(function (search) {
  "use strict";
  var FIELDS = ["titles", "tags", "words"], TEXTS = 64;
  var signs = new Uint8Array(128), base = 0, waiting = {}, code;
  for (code = 32; code < 127; code++) {
    if ("\"\\|,".indexOf(String.fromCharCode(code)) < 0) { signs[code] = base++; }
  }

  search.load = function (name) {
    if (search.taken.hasOwnProperty(name)) { return Promise.resolve(search.taken[name]); }
    if (!waiting[name]) {
      waiting[name] = new Promise(function (resolve, reject) {
        var script = document.createElement("script");
        function done() {
          delete waiting[name];
          document.head.removeChild(script);
          if (search.taken.hasOwnProperty(name)) { resolve(search.taken[name]); } else { reject(new Error(name)); }
        }
        script.onload = script.onerror = done;
        script.src = search.folder + name + ".js?v=" + search.edition;
        document.head.appendChild(script);
      });
    }
    return waiting[name];
  };

  search.open = function () {
    return search.load("index").then(function (index) {
      if (!index.firsts) {
        index.firsts = [];
        index.count = 0;
        index.rows = index.blocks.map(function (row) {
          var parts = row.split(",");
          index.firsts.push(index.count);
          index.count += Number(parts[1]);
          return { name: parts[0], starts: parts[2].split("").map(function (sign) { return signs[sign.charCodeAt(0)]; }) };
        });
      }
      return index;
    });
  };

  // The file that holds a text, and its place there.
  function placeOf(index, number) {
    var low = 0, high = index.firsts.length - 1, middle, row, at, file = 0, start = 0;
    while (low < high) {
      middle = (low + high + 1) >> 1;
      if (index.firsts[middle] <= number) { low = middle; } else { high = middle - 1; }
    }
    row = index.rows[low];
    at = number - index.firsts[low];
    while (file < row.starts.length && row.starts[file] <= at) { start = row.starts[file++]; }
    return { file: row.name + "-" + file, at: at - start };
  }

  // A list as the steps of each text at which the term begins.
  function steps(index, list) {
    var found = new Uint8Array(index.count), first = 0, block = 0, fresh = true, at, sign;
    for (at = 0; at < list.length; at++) {
      sign = signs[list.charCodeAt(at)];
      if (sign >= TEXTS) {
        block = (fresh ? 0 : block) * (base - TEXTS) + sign - TEXTS;
        fresh = false;
      } else {
        if (!fresh) { first = index.firsts[block]; }
        fresh = true;
        found[first + sign] = signs[list.charCodeAt(++at)];
      }
    }
    return found;
  }

  function lookUp(index, term) {
    var shard = search.taken["i" + search.shardOf(term, index.shards)];
    var start = shard.indexOf("|" + term + ",");
    if (start < 0) { return null; }
    start += term.length + 2;
    var lists = shard.slice(start, shard.indexOf("|", start)).split(","), row = { texts: 0 };
    FIELDS.forEach(function (field, at) {
      row[field] = lists[at] ? steps(index, lists[at]) : null;
      row.texts += lists[at].length / 2;
    });
    row.rare = Math.log(1 + index.count / (1 + row.texts));
    return row;
  }

  search.loadTerms = function (index, terms) {
    var names = {};
    terms.forEach(function (term) { names["i" + search.shardOf(term, index.shards)] = true; });
    return Promise.all(Object.keys(names).map(search.load)).then(function () {
      var found = {};
      terms.forEach(function (term) { found[term] = lookUp(index, term); });
      return found;
    });
  };

  // Says of each text whether it is wanted; a filter that is not set is empty.
  search.filterOf = function (index, wanted) {
    if (!wanted.kind && !wanted.section && !wanted.audience && !wanted.season) {
      return Promise.resolve(function () { return true; });
    }
    return search.load("facets").then(function (blocks) {
      var all = blocks.join(""), width = index.widths.reduce(function (sum, one) { return sum + one; }, 0);
      function value(number, facet) {
        var start = number * width, at, sum = 0;
        for (at = 0; at < facet; at++) { start += index.widths[at]; }
        for (at = index.widths[facet] - 1; at >= 0; at--) { sum = sum * TEXTS + signs[all.charCodeAt(start + at)]; }
        return sum;
      }
      function holds(number, facet, bit) { return Math.floor(value(number, facet) / Math.pow(2, bit - 1)) % 2 === 1; }
      return function (number) {
        return (!wanted.kind || value(number, 0) === Number(wanted.kind) - 1) &&
          (!wanted.section || value(number, 1) === Number(wanted.section)) &&
          (!wanted.audience || holds(number, 2, Number(wanted.audience))) &&
          (!wanted.season || holds(number, 3, Number(wanted.season)));
      };
    });
  };

  // The texts of a list, each made by search.opened.
  search.read = function (index, list) {
    var places = list.map(function (one) { return placeOf(index, one.number); });
    return Promise.all(places.map(function (place) { return search.load(place.file); })).then(function (files) {
      return list.map(function (one, at) { return search.opened(files[at][places[at].at], one.score); });
    });
  };
}(kepuSearch));
