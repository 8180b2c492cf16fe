// Answers a code that is typed; without this file the tables can be read.
(function () {
  "use strict";
  var LENGTH = 6;

  // ISO 7064, MOD 11,10: a wrong digit or two exchanged ones leave another rest.
  function isWhole(code) {
    var product = 10;
    for (var at = 0; at < code.length - 1; at += 1) {
      product = 2 * ((product + Number(code[at])) % 10 || 10) % 11;
    }
    return (product + Number(code[code.length - 1])) % 10 === 1;
  }

  function digits(text) {
    return text.replace(/[\uff10-\uff19]/g, function (wide) {
      return String.fromCharCode(wide.charCodeAt(0) - 0xfee0);
    }).replace(/\D/g, "");
  }

  document.addEventListener("DOMContentLoaded", function () {
    var box = document.querySelector("[data-code-search]");
    var field = box.querySelector("input");
    var answer = box.querySelector("[data-code-answer]");

    function say(kind, title, words) {
      answer.className = "code-answer " + kind;
      answer.textContent = "";
      if (title) { answer.appendChild(title.cloneNode(true)); }
      answer.appendChild(document.createTextNode(words));
    }

    function find(code) {
      var row = code.length === LENGTH ? document.getElementById("c" + code) : null;
      [].forEach.call(document.querySelectorAll("tr[data-code]"), function (other) {
        other.className = other === row ? "found" : "";
      });
      if (code.length < LENGTH) {
        say("", null, code ? "再输 " + (LENGTH - code.length) + " 位" : "");
      } else if (row) {
        var cells = row.querySelectorAll("td");
        var title = row.querySelector("a") || cells[0].firstChild;
        if (cells.length > 1) { say("down", title, "：请取下。" + cells[1].textContent); } else { say("holds", title, "：有效，可以继续贴"); }
      } else if (code.length > LENGTH || !isWhole(code)) {
        say("wrong", null, "有一位看错或输错了：编号是六位数字，请对着海报角上再输一遍");
      } else {
        say("wrong", null, "这里没有这个编号：可能是别处的海报，或者这份拷贝比海报旧");
      }
    }

    box.hidden = false;
    field.addEventListener("input", function () { find(digits(field.value)); });
    if (/^#c\d{6}$/.test(location.hash)) { field.value = location.hash.slice(2); }
    find(digits(field.value));
  });
}());
