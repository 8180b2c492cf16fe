// What of a playlist may be shown now: a function of the playlist and the clock, and when to trust the clock.
function showingRules() {
  "use strict";
  var OLDEST = "2026-01-01"; // no clock that is right shows an earlier day: there was no such player yet
  var YEARS = 20; // that a clock may be ahead of the newest poster

  function two(value) { return (value < 10 ? "0" : "") + value; }
  function dayOf(now) { return now.getFullYear() + "-" + two(now.getMonth() + 1) + "-" + two(now.getDate()); }
  function timeOf(now) { return two(now.getHours()) + ":" + two(now.getMinutes()); }

  function isRight(playlist, now) {
    var made = playlist.made > OLDEST ? playlist.made : OLDEST;
    return dayOf(now) >= made && now.getFullYear() <= Number(made.slice(0, 4)) + YEARS;
  }

  function isDated(slide) {
    return Boolean(slide.months.length || slide.from || slide.until || slide.hours.length);
  }

  function isInDays(slide, now) {
    var day = dayOf(now);
    return (!slide.from || slide.from <= day) && (!slide.until || slide.until >= day);
  }

  function isInHours(slide, now) {
    var time = timeOf(now);
    return !slide.hours.length || slide.hours.some(function (span) {
      var start = span[0], end = span[1];
      return start < end ? start <= time && time < end : start <= time || time < end;
    });
  }

  function isInSeason(slide, now) {
    return !slide.months.length || slide.months.indexOf(now.getMonth() + 1) >= 0;
  }

  function places(playlist, test) {
    var found = [];
    playlist.slides.forEach(function (slide, place) { if (test(slide)) { found.push(place); } });
    return found;
  }

  // Never black: where the rules leave nothing, what is out of season, but nothing that has ended.
  function eligible(playlist, now) {
    var right = isRight(playlist, now);
    var found = places(playlist, function (slide) {
      if (!right) { return !isDated(slide); }
      return isInDays(slide, now) && isInSeason(slide, now) && isInHours(slide, now);
    });
    return found.length ? found : places(playlist, function (slide) {
      return right ? isInDays(slide, now) : !slide.until;
    });
  }

  return { eligible: eligible, isRight: isRight };
}
