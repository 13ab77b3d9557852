// Exit this page: works before Streamlit has loaded, by click and by Shift three times within five seconds.
// The page is blanked first, replaced in the history, and blanked again if Back brings it out of memory.
(function () {
  "use strict";
  var KEY = "left", WINDOW = 5000, TIMES = 3;
  var address = function () { var link = document.getElementById("exit"); return link ? link.href : "about:blank"; };
  var mark = function (value) {
    try { return value === undefined ? sessionStorage.getItem(KEY) : sessionStorage.setItem(KEY, value); } catch (e) { return null; }
  };
  var blank = function () { document.documentElement.style.display = "none"; document.title = "\u00a0"; };
  // In a frame of another page the whole window leaves; where a browser forbids that, at least the frame.
  var leave = function (to) {
    blank(); forget(); mark(to);
    try { (window.top || window).location.replace(to); } catch (e) { location.replace(to); }
  };
  // Streamlit keeps a note of its colours for each page that was opened; by their names the pages could be told.
  var forget = function () {
    try {
      Object.keys(localStorage).forEach(function (key) {
        if (key.indexOf("stActiveTheme") === 0) { localStorage.removeItem(key); }
      });
    } catch (e) { /* no storage: nothing was kept */ }
  };
  addEventListener("pagehide", forget);

  var type = function () {
    try { return performance.getEntriesByType("navigation")[0].type; } catch (e) { return ""; }
  };
  // Back after leaving: the address was replaced, but an earlier page of this visit may still be in the history.
  var returned = function () { var to = mark(); if (to) { blank(); location.replace(to); } };
  if (type() === "back_forward") { returned(); } else { try { sessionStorage.removeItem(KEY); } catch (e) { /* private mode */ } }
  addEventListener("pageshow", function (event) { if (event.persisted) { returned(); } });

  addEventListener("click", function (event) {
    var link = event.target.closest && event.target.closest("#exit");
    if (link) { event.preventDefault(); leave(address()); }
    var skip = event.target.closest && event.target.closest("#skip");
    if (skip) {
      event.preventDefault();
      var main = document.querySelector("main h1") || document.querySelector("main");
      if (main) { main.tabIndex = -1; main.focus(); main.scrollIntoView(); }
    }
  }, true);

  var presses = [];
  addEventListener("keydown", function (event) {
    if (event.repeat) { return; }
    var now = Date.now();
    presses = event.key === "Shift" ? presses.filter(function (at) { return now - at < WINDOW; }).concat(now) : [];
    if (event.key !== "Shift") { return; }
    var link = document.getElementById("exit"), status = document.getElementById("exit-status");
    if (status && link && link.dataset.press) {
      status.textContent = presses.length < TIMES
        ? link.dataset.press.replace("{n}", TIMES - presses.length) : link.dataset.leaving;
    }
    if (presses.length >= TIMES) { leave(address()); }
  }, true);
})();
