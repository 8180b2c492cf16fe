// Suggests titles and tags while somebody types; the arrow keys choose, Enter opens, Escape closes.
(function (search) {
  "use strict";
  var MOST = 8;

  document.addEventListener("DOMContentLoaded", function () {
    var field = document.getElementById("search-field"), panel = document.getElementById("search-hints");
    var rows = null, chosen = -1;

    function close() {
      panel.hidden = true;
      panel.textContent = "";
      chosen = -1;
      field.setAttribute("aria-expanded", "false");
      field.removeAttribute("aria-activedescendant");
    }

    function fits(row, letters) {
      var syllables = row[2].split(" "), sound = search.sound(letters), at;
      if (row.letters.indexOf(letters) >= 0) { return true; }
      if (!/^[a-z]+$/.test(letters)) { return false; }
      for (at = 0; at < syllables.length; at++) {
        if (syllables.slice(at).join("").indexOf(sound) === 0) { return true; }
      }
      return letters.length > 1 && syllables.map(function (one) { return one.charAt(0); }).join("").indexOf(letters) >= 0;
    }

    function choose(at) {
      var options = panel.children;
      if (chosen >= 0) { options[chosen].setAttribute("aria-selected", "false"); }
      chosen = (at + options.length) % options.length;
      options[chosen].setAttribute("aria-selected", "true");
      field.setAttribute("aria-activedescendant", options[chosen].id);
    }

    function option(row, at) {
      var made = document.createElement("li"), link = document.createElement("a");
      made.id = "search-hint-" + at;
      made.setAttribute("role", "option");
      made.setAttribute("aria-selected", "false");
      link.href = row[1];
      link.tabIndex = -1;
      link.textContent = row[0];
      made.appendChild(link);
      if (row[1].indexOf("tags/") === 0) { made.className = "search-hint-tag"; }
      if (row[1].indexOf("posters/") === 0) { made.className = "search-hint-poster"; }
      return made;
    }

    function suggest() {
      var letters = search.letters(field.value).replace(/ /g, "");
      close();
      if (!letters || !rows || document.activeElement !== field) { return; }
      rows.filter(function (row) { return fits(row, letters); }).slice(0, MOST).forEach(function (row, at) {
        panel.appendChild(option(row, at));
      });
      panel.hidden = !panel.children.length;
      field.setAttribute("aria-expanded", String(!panel.hidden));
    }

    field.addEventListener("input", function () {
      search.load("hints").then(function (found) {
        found.forEach(function (row) { row.letters = row.letters || search.letters(row[0]); });
        rows = found;
        suggest();
      }, close);
    });
    field.addEventListener("keydown", function (event) {
      if (panel.hidden) { return; }
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        choose(chosen < 0 && event.key === "ArrowUp" ? -1 : chosen + (event.key === "ArrowDown" ? 1 : -1));
      } else if (event.key === "Enter" && chosen >= 0) {
        event.preventDefault();
        panel.children[chosen].firstChild.click();
      } else if (event.key === "Escape") {
        event.preventDefault();
        close();
      }
    });
    field.form.addEventListener("submit", close);
    field.addEventListener("blur", function () { setTimeout(close, 200); }); // a click on one comes first
  });
}(kepuSearch));
