// The search page: asks for what is typed, and shows what was found.
(function (search) {
  "use strict";
  var LONGEST = 40, PAGE = 10; // letters that are looked for, answers at a time
  var KINDS = { article: "文章", poster: "海报", notice: "通知活动" };
  var box, form, state, list, turn = 0;

  function make(name, className, text) {
    var made = document.createElement(name);
    made.className = className || "";
    if (text) { made.textContent = text; }
    return made;
  }

  function link(url, text) {
    var made = make("a", "", text);
    made.href = url;
    return made;
  }

  function said() {
    state.textContent = "";
    [].forEach.call(arguments, function (part) {
      state.appendChild(typeof part === "string" ? make("p", "", part) : part);
    });
  }

  function wanted() {
    var found = {};
    [].forEach.call(form.querySelectorAll("select"), function (field) { found[field.name] = field.value; });
    return found;
  }

  function isNarrowed() {
    var values = wanted();
    return Object.keys(values).some(function (name) { return values[name]; });
  }

  function day(date) {
    var parts = date.split("-").map(Number);
    return parts.length === 3 ? parts[0] + "年" + parts[1] + "月" + parts[2] + "日" : "";
  }

  function row(text, needles) {
    var made = make("li", "answer answer-" + text.kind), title = make("h2"), head = link(text.url);
    made.appendChild(make("p", "card-label", text.gone ? "已撤回" : text.label || KINDS[text.kind] || ""));
    made.appendChild(title).appendChild(search.fillTitle(head, text, needles));
    if (text.gone) {
      made.className += " answer-gone";
      made.appendChild(make("p", "card-summary", "这篇内容已于 " + day(text.gone) + "撤回，不再作数。请看撤回说明。"));
    } else {
      made.appendChild(search.fillSnippet(make("p", "card-summary"), text, needles));
      if (search.hasTag(text, needles)) {
        made.appendChild(search.fillWords(make("p", "card-date"), "标签：" + text.tags.join("、"), needles));
      }
      made.appendChild(make("p", "card-date", day(text.date)));
    }
    return made;
  }

  function show(answers, runs, mine) {
    var needles = search.needles(runs, answers.near);
    return answers.next(PAGE).then(function (texts) {
      var more = box.querySelector("[data-more]");
      if (mine !== turn) { return texts.length; }
      texts.forEach(function (text) { list.appendChild(row(text, needles)); });
      more.hidden = texts.length < PAGE || list.children.length >= answers.about();
      more.onclick = function () {
        var last = list.lastChild;
        show(answers, runs, mine).then(function () {
          if (last.nextSibling) { last.nextSibling.querySelector("a").focus(); }
        });
      };
      return texts.length;
    });
  }

  function nothing(query) {
    said("没有找到“" + query + "”。", isNarrowed()
      ? "可以把筛选放宽，或者少写几个字再试。"
      : "换个说法，或者少写几个字再试；也可以从下面的标签和栏目里找。");
  }

  function broken(error) {
    said("搜索要用的文件不全（" + error.message + "）。请把整个文件夹重新复制一份，或者刷新网页再试。");
  }

  function hint(query, runs) {
    if (runs.length && runs.every(function (run) { return run.length === 1; })) {
      return "一个字太短，只在标题和标签里找。多写一两个字，找得更准。";
    }
    return query.length > LONGEST ? "写得太长，只按前 " + LONGEST + " 个字找。" : "";
  }

  function about(answers, note, runs) {
    var count = answers.about();
    var words = !runs.length ? "共 " + count + " 条，新的在前。"
      : answers.near ? "没有一字不差的，下面是相近的。" : "找到 " + count + " 条。";
    said(words + note);
  }

  function codeOf(query) {
    var code = query.replace(/\s/g, "");
    if (!/^\d{6}$/.test(code) || !box.hasAttribute("data-codes")) { return; }
    var made = make("p", "answer-code");
    made.appendChild(link("codes/index.html#c" + code, "查海报编号 " + code));
    state.appendChild(made);
  }

  function ask() {
    var query = form.q.value.trim(), runs = search.runsOf(query.slice(0, LONGEST)), mine = ++turn;
    var note = hint(query, runs);
    list.textContent = "";
    box.querySelector("[data-more]").hidden = true;
    if (!runs.length && (query || !isNarrowed())) {
      said(query ? "只有标点，没有字。请写要找的字，比如“烤火”。" : "写上要找的字，或者选一个筛选。");
      box.setAttribute("data-done", String(turn));
      return;
    }
    said("正在找……");
    search.find(runs, wanted()).then(function (answers) {
      return show(answers, runs, mine).then(function (count) {
        if (mine !== turn) { return; }
        if (count) { about(answers, note, runs); return; }
        return search.findNear(runs, wanted()).then(function (close) {
          return show(close, runs, mine).then(function (some) {
            if (mine === turn) { if (some) { about(close, note, runs); } else { nothing(query); } }
          });
        });
      });
    }).catch(broken).then(function () {
      if (mine !== turn) { return; }
      codeOf(query);
      box.setAttribute("data-done", String(turn));
    });
  }

  // What is asked stands in the address: it can be kept, and the way back leads to it.
  function keep() {
    var parts = [["q", form.q.value.trim()]], values = wanted();
    Object.keys(values).forEach(function (name) { parts.push([name, values[name]]); });
    var told = parts.filter(function (part) { return part[1]; }).map(function (part) {
      return part[0] + "=" + encodeURIComponent(part[1]);
    });
    history.replaceState(null, "", told.length ? "?" + told.join("&") : location.pathname);
  }

  function fromAddress() {
    location.search.slice(1).split("&").forEach(function (part) {
      var pair = part.split("="), field = form.elements[pair[0]], value;
      if (!field || !pair[1]) { return; }
      try { value = decodeURIComponent(pair[1].replace(/\+/g, " ")); } catch (error) { return; }
      field.value = value;
      if (field.tagName === "SELECT" && field.value !== value) { field.value = ""; }
    });
  }

  document.addEventListener("DOMContentLoaded", function () {
    box = document.querySelector("[data-search]");
    form = box.querySelector("form");
    state = box.querySelector("[data-state]");
    list = box.querySelector("[data-answers]");
    search.folder = "search/";
    search.edition = box.getAttribute("data-edition");
    form.hidden = false;
    fromAddress();
    form.addEventListener("submit", function (event) {
      event.preventDefault();
      keep();
      ask();
    });
    [].forEach.call(form.querySelectorAll("select"), function (field) {
      field.addEventListener("change", function () {
        keep();
        ask();
      });
    });
    search.open().catch(broken); // before anything is asked
    if (!form.q.value) { form.q.focus(); }
    ask();
  });
}(kepuSearch));
