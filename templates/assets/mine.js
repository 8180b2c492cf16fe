// "My unit" is remembered in this browser alone; every page works without this file.
(function () {
  "use strict";
  var KEY = "kepu-mine";
  var ADDRESS = /^(units|audiences)\/[a-z0-9-]+\/index\.html$/;

  function remembered() {
    try {
      var found = JSON.parse(localStorage.getItem(KEY) || "{}");
      return found && typeof found === "object" ? found : {};
    } catch (error) { return {}; }
  }

  function remember(mine) {
    try { localStorage.setItem(KEY, JSON.stringify(mine)); return true; } catch (error) { return false; }
  }

  // One unit and one audience: a school is a school, and it stands somewhere.
  function chosen() {
    var mine = remembered();
    return ["units", "audiences"].map(function (kind) { return mine[kind]; }).filter(function (one) {
      return one && typeof one.name === "string" && ADDRESS.test(one.address);
    });
  }

  function offer(place) {
    var kind = place.getAttribute("data-mine-offer");
    var address = place.getAttribute("data-address");
    var button = document.createElement("button");
    button.type = "button";
    button.className = "tool";

    function isMine() { var one = remembered()[kind]; return Boolean(one) && one.address === address; }
    function show() {
      button.setAttribute("aria-pressed", String(isMine()));
      button.textContent = isMine() ? "已记住，首页会先给这里的" : "记住这里，下次从首页直接进";
    }

    button.addEventListener("click", function () {
      var mine = remembered();
      if (isMine()) { delete mine[kind]; } else { mine[kind] = { address: address, name: place.getAttribute("data-name") }; }
      if (remember(mine)) { show(); } else { button.textContent = "这个浏览器不让记"; }
    });
    show();
    place.appendChild(button);
    place.hidden = false;
  }

  function greet(place) {
    chosen().forEach(function (one) {
      var link = document.createElement("a");
      link.href = one.address;
      link.textContent = one.name + "该换的";
      place.appendChild(link);
      place.hidden = false;
    });
  }

  document.addEventListener("DOMContentLoaded", function () {
    [].forEach.call(document.querySelectorAll("[data-mine-offer]"), offer);
    [].forEach.call(document.querySelectorAll("[data-mine]"), greet);
  });
}());
