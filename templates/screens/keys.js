// Keys of keyboards and remote controls. `act` holds what they do: turn(direction), type(digit) and, without
// anything more, enter, pause, fill and leave.
function listenToKeys(act) {
  "use strict";
  var codes = {
    39: 1, 40: 1, 34: 1, 176: 1, 417: 1, 427: 1, 37: -1, 38: -1, 33: -1, 177: -1, 412: -1, 428: -1,
    13: "enter", 32: "pause", 179: "pause", 415: "pause", 19: "pause", 413: "pause", 70: "fill",
    27: "leave", 8: "leave", 166: "leave", 461: "leave", 10009: "leave"
  };
  var names = {
    GoBack: "leave", BrowserBack: "leave", ChannelUp: 1, ChannelDown: -1, MediaPlayPause: "pause"
  };

  document.addEventListener("keydown", function (event) {
    var code = event.keyCode, does = codes[code] || names[event.key];
    var digit = code >= 48 && code <= 57 ? code - 48 : code >= 96 && code <= 105 ? code - 96 : -1;
    if (event.ctrlKey || event.altKey || event.metaKey || (digit < 0 && !does)) { return; }
    event.preventDefault();
    if (digit >= 0) { return act.type(String(digit)); }
    if (typeof does === "number") { act.turn(does); } else { act[does](); }
  });
}
