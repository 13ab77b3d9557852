// Exit this page: works before Streamlit has loaded, by click and by Shift three times within five seconds, whatever
// lies open.
// The page is emptied first, replaced in the history, and emptied again if Back, Forward or reload would bring it.
(function () {
  "use strict";
  var KEY = "left", WINDOW = 5000, TIMES = 3, HELD = 500, EMPTY = "\u00a0", root = document.documentElement;
  var link = function () { return document.getElementById("exit"); };
  var bar = function () { return document.getElementById("way-out"); };
  var mark = function (value) {
    try { return value === undefined ? sessionStorage.getItem(KEY) : sessionStorage.setItem(KEY, value); } catch (e) { return null; }
  };

  // The other site may be slow: until it answers nothing is left to see, neither words nor the name and the picture in
  // the tab. What is still loading is stopped, and what already runs finds no place to draw and no title to set.
  var empty = function (words) {
    var head = document.createElement("head"), body = document.createElement("body");
    stop();
    // Firefox would keep a page that was stopped in its memory, and tell it nothing when it brings it back.
    addEventListener("unload", function () {});
    head.innerHTML = "<" + "title>" + EMPTY + "</title><link rel='icon' href='data:,'>" +
      "<style>body > * { display: none } body > [role=status] { display: block; position: absolute; clip-path: inset(50%) }</style>";
    body.innerHTML = "<p role='status'></p>";
    root.replaceChildren(head, body);
    try { Object.defineProperty(document, "title", { get: function () { return EMPTY; }, set: function () {} }); } catch (e) { /* done before */ }
    // A screen reader says only what changes in a place it knows already.
    if (words) { setTimeout(function () { body.firstChild.textContent = words; }, 50); }
  };

  // In a frame of another page the whole window leaves; where a browser forbids that, at least the frame.
  var leave = function () {
    var from = link(), to = from ? from.href : "about:blank";
    empty(from && from.dataset.leaving);
    forget();
    mark(to);
    try { top.location.replace(to); } catch (e) { location.replace(to); }
  };

  // Streamlit keeps a note of its colours for each page that was opened; by their names the pages could be told.
  var forget = function () {
    try {
      Object.keys(localStorage).forEach(function (key) {
        if (key.indexOf("stActiveTheme") === 0) { localStorage.removeItem(key); }
      });
    } catch (e) { /* no storage: nothing was kept */ }
  };

  // After leaving: the address was replaced, but earlier pages of this visit are still in the history, and while the
  // other site is slow a reload would bring this one. A page whose address is typed or followed anew is meant.
  var returned = function () { var to = mark(); if (to) { empty(); location.replace(to); } return to; };
  var type = function () {
    try { return performance.getEntriesByType("navigation")[0].type; } catch (e) { return ""; }
  };
  if (/^(back_forward|reload)$/.test(type())) { returned(); } else { try { sessionStorage.removeItem(KEY); } catch (e) { /* private mode */ } }

  // A browser may keep a page whole in its memory: hidden, so that Back cannot show it even for a moment.
  addEventListener("pagehide", function (event) {
    forget();
    if (event.persisted) { root.style.visibility = "hidden"; }
  });
  addEventListener("pageshow", function (event) {
    if (event.persisted && !returned()) { root.style.visibility = ""; }
  });

  // Whoever leaves in one tab leaves in all tabs of this site; the browser carries the word, no server does. It also
  // makes the browser drop the pages it keeps in memory: Firefox gives those the session storage of their own time.
  var others = window.BroadcastChannel && new BroadcastChannel("exit");
  if (others && self === top) { others.onmessage = leave; }
  var leaveEverywhere = function () { if (others) { others.postMessage(""); } leave(); };

  // Where it is seen it answers, whatever lies upon it. A key or a screen reader presses without a place.
  var isOnExit = function (event) {
    var from = link();
    if (event.target.closest && event.target.closest("#exit")) { return true; }
    if (!from || !event.detail) { return false; }
    var box = from.getBoundingClientRect();
    return event.clientX >= box.left && event.clientX <= box.right && event.clientY >= box.top && event.clientY <= box.bottom;
  };
  var clicked = function (event) {
    if (event.button > 1) { return; }
    if (isOnExit(event)) { event.preventDefault(); event.stopImmediatePropagation(); leaveEverywhere(); return; }
    if (event.target.closest && event.target.closest("#skip")) {
      event.preventDefault();
      var main = document.querySelector("main h1") || document.querySelector("main");
      if (main) { main.tabIndex = -1; main.focus(); main.scrollIntoView(); }
    }
  };
  addEventListener("click", clicked, true);
  addEventListener("auxclick", clicked, true);

  // Above all that opens: in the layer of the browser that no z-index reaches, and there on top again after whatever
  // else has entered it. In a frame it stands in the text, where nothing opens.
  var raise = function () {
    var out = bar();
    if (!out || !out.showPopover || document.body.classList.contains("embed")) { return; }
    try {
      if (out.matches(":popover-open")) { out.hidePopover(); }
      out.setAttribute("popover", "manual");
      out.showPopover();
    } catch (e) { /* it stays where its z-index puts it */ }
  };
  // What opens a dialog may switch off the page below it, for the pointer or for screen readers: not the way out.
  var keepOn = function () {
    var out = bar();
    if (!out) { return; }
    [out].concat(Array.from(out.querySelectorAll("[inert], [aria-hidden]"))).forEach(function (each) {
      each.removeAttribute("inert");
      each.removeAttribute("aria-hidden");
    });
  };
  // A keyboard on glass lies on what is fixed to the foot of the page.
  var clearOfKeyboard = function () {
    var view = window.visualViewport, isZoomed = Math.abs(view.scale - 1) > 0.01;
    var under = isZoomed ? 0 : Math.max(0, Math.round(innerHeight - view.height - view.offsetTop));
    root.style.setProperty("--keyboard", under + "px");
  };
  addEventListener("DOMContentLoaded", function () {
    var out = bar();
    if (!out) { return; }
    raise();
    new MutationObserver(keepOn).observe(out, { attributes: true, attributeFilter: ["inert", "aria-hidden"], subtree: true });
    if (window.visualViewport) { ["resize", "scroll"].forEach(function (name) { visualViewport.addEventListener(name, clearOfKeyboard); }); }
  });
  addEventListener("toggle", function (event) {
    if (event.newState === "open" && event.target !== bar() && event.target.matches("dialog, [popover]")) { raise(); }
  }, true);
  addEventListener("fullscreenchange", raise, true);

  // Shift counts where it is pressed and let go alone and at once, three times: not with another key, a pointer or a
  // wheel, not held down for a command, and not in a field, where a keyboard on glass sends it for a capital.
  var FIELD = "input:not([type=radio], [type=checkbox], [type=range], [type=button], [type=submit], [type=reset]), textarea, select, " +
    "[contenteditable]:not([contenteditable=false]), [role=textbox], [role=searchbox], [role=combobox]";
  var presses = [], isDown = false, isAlone = false, hasMoved = false, since = 0, ending = 0;
  // A list that is closed is no field: the focus stays on it after a choice, and nothing is being written.
  var isInField = function (event) {
    var at = event.composedPath()[0];
    return Boolean(at.closest && at.closest(FIELD) && !at.closest("[role=combobox][aria-expanded=false]"));
  };
  var say = function () {
    var from = link(), status = document.getElementById("exit-status");
    if (!status || !from || !from.dataset.press) { return; }
    status.textContent = presses.length ? from.dataset.press.replace("{n}", TIMES - presses.length) : "";
  };
  var keepNewest = function (now) {
    presses = presses.filter(function (at) { return now - at < WINDOW; });
    clearTimeout(ending);
    if (presses.length) { ending = setTimeout(function () { keepNewest(performance.now()); say(); }, WINDOW - (now - presses[0])); }
  };
  var startAgain = function () {
    isAlone = false;
    if (presses.length) { presses = []; say(); }
  };
  addEventListener("keydown", function (event) {
    if (event.key === "Shift" && event.repeat) { return; }
    var isFirst = event.key === "Shift" && !isDown && !event.ctrlKey && !event.altKey && !event.metaKey && !isInField(event);
    if (!isFirst) { startAgain(); }
    if (event.key === "Shift") { isDown = true; isAlone = isFirst; hasMoved = false; since = event.timeStamp; }
  }, true);
  addEventListener("keyup", function (event) {
    var now = event.timeStamp, counts = event.key === "Shift" && isAlone && now - since <= HELD;
    if (event.key === "Shift") { isDown = false; }
    if (!counts) { startAgain(); return; }
    isAlone = false;
    if (hasMoved) { return; }
    presses.push(now);
    keepNewest(now);
    if (presses.length >= TIMES) { leaveEverywhere(); return; }
    say();
  }, true);
  ["pointerdown", "mousedown", "touchstart", "wheel", "beforeinput", "input", "compositionstart"].forEach(function (name) {
    addEventListener(name, startAgain, { capture: true, passive: true });
  });
  addEventListener("pointermove", function (event) { if (event.buttons) { startAgain(); } }, { capture: true, passive: true });
  addEventListener("blur", function (event) { if (event.target === window) { isDown = false; startAgain(); } }, true);
  // A screen reader keeps the other key of its command for itself; where the command leads can be seen.
  ["scroll", "focusin"].forEach(function (name) {
    addEventListener(name, function () { hasMoved = true; }, { capture: true, passive: true });
  });
})();
