// Finds the row of a code that is typed; without this file the tables can be read.
(function () {
  "use strict";
  document.addEventListener("DOMContentLoaded", function () {
    var box = document.querySelector("[data-code-search]");
    var field = box.querySelector("input");
    var answer = box.querySelector("[data-code-answer]");

    function find(code) {
      var row = document.getElementById("c" + code);
      [].forEach.call(document.querySelectorAll("tr[data-code]"), function (other) {
        other.className = other === row ? "found" : "";
      });
      answer.textContent = "";
      if (code.length < 6) { return; }
      if (!row) {
        answer.textContent = "没有这个编号：请再看一遍海报角上的数字";
        return;
      }
      var cells = row.querySelectorAll("td");
      answer.appendChild((row.querySelector("a") || cells[0].firstChild).cloneNode(true));
      answer.appendChild(document.createTextNode(cells.length > 1 ? "：请取下，" + cells[1].textContent : "：有效"));
    }

    box.hidden = false;
    field.addEventListener("input", function () { find(field.value.replace(/\D/g, "")); });
    if (/^#c\d{6}$/.test(location.hash)) {
      field.value = location.hash.slice(2);
      find(field.value);
    }
  });
}());
