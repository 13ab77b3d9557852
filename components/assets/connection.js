// What becomes of an open page when the line to the server breaks, or when the site has been renewed meanwhile. It is
// said in one calm line in the page's language, in place of Streamlit's dialogs (see start.js): nothing is covered,
// nothing is taken away, and the page comes back to the same view by itself. Streamlit tells its host what happens by
// messages and does what its host asks; here the page is its own host.
(function () {
  "use strict";
  var GRACE = 1000, ANSWER = 10000, RETRY = 5000, LONG = 4000, AGAIN = 300, REST = 10000, MOST_REST = 120000;
  // What is decided on the server: choices, the menu, and the drawings and sliders that are chosen in.
  var OF_SERVER = ".stSelectbox, .stMultiSelect, .stCheckbox, .stPageLink, .stPlotlyChart, .stDeckGlJsonChart, [role=option], ";
  // What would look as if it had been done: Streamlit disables its own fields.
  var HELD_BACK = ".stPageLink a, .timeline, .drawing, .briefing-steps, a[data-take]";
  var root = document.documentElement, place = document.getElementById("connection"), said = place.dataset;
  var isResting = false, rests = 0, isLost = false, moved = false, offered = "", asked = 0, waiting = 0, drawing = 0;

  // Emptied first, so that a screen reader also says what it has said before. It never lies on the numbers to call.
  var say = function (words) {
    var numbers = document.getElementById("call-now");
    place.style.marginBottom = numbers ? numbers.offsetHeight + "px" : "";
    place.textContent = "";
    place.textContent = words;
  };
  var offer = function (words) {
    offered = words;
    var button = document.createElement("button");
    button.type = "button";
    button.textContent = said.again;
    button.addEventListener("click", reload);
    say(words + " ");
    place.appendChild(button);
  };
  // Whoever has left by the way out has left: nothing of this page comes back in its place.
  var reload = function () { if (place.isConnected) { location.reload(); } };
  var tell = function (message) {
    message.stCommVersion = 1;
    postMessage(message, location.origin);
  };

  // Until Streamlit has taken over, the page is whole as it stands: where it cannot, the server may have no room for more.
  var sayWhy = function () {
    if (!document.getElementById("waiting")) { say(said.lost); return; }
    isRoom().then(function (room) { say(room ? said.lost : said.busy); }).catch(function () { say(said.lost); });
  };
  var isRoom = function () {
    return fetch("/healthz", { cache: "no-store" }).then(function (answer) { return answer.json(); }).then(function (health) {
      return health.sessions.open < health.sessions.most;
    });
  };
  // Streamlit would ask a server without room for a session every few seconds, with three requests each time. A crowd
  // that does so takes the time that its pages need: here it stops, one small question is asked now and then, later each
  // time, and Streamlit goes on once there is room.
  var refused = function () {
    if (isResting) { return; }
    isRoom().then(function (room) {
      if (room || isResting) { return; }
      isResting = true;
      if (document.getElementById("waiting")) { say(said.busy); }
      tell({ type: "TERMINATE_WEBSOCKET_CONNECTION" });
      askForRoom();
    }).catch(function () {});
  };
  var askForRoom = function () {
    var longest = Math.min(MOST_REST, REST * Math.pow(2, rests)), rest = longest * (0.5 + Math.random() / 2);
    rests += 1;
    setTimeout(function () {
      isRoom().catch(function () { return false; }).then(function (room) {
        if (!room) { askForRoom(); return; }
        isResting = false;
        tell({ type: "RESTART_WEBSOCKET_CONNECTION" });
      });
    }, rest);
  };
  var lost = function (goesOn) {
    isLost = true;
    clearTimeout(waiting);
    waiting = setTimeout(function () { if (isLost) { sayWhy(); } }, GRACE);
    if (!goesOn) { reloadOnceThere(); }
  };
  // Where Streamlit itself has given up: the page is loaded again as soon as the server answers.
  var reloadOnceThere = function () {
    setTimeout(function () {
      fetch("/healthz", { cache: "no-store" }).then(function (answer) {
        if (!answer.ok) { throw new Error(answer.status); }
        reload();
      }).catch(reloadOnceThere);
    }, RETRY);
  };
  // A new session knows nothing of the page, and an old one may have missed a choice: the page is asked for anew, by the
  // address where the reader went back or forward meanwhile.
  var found = function () {
    var wasSaid = place.textContent !== "";
    rests = 0;
    clearTimeout(waiting);
    if (isLost) {
      isLost = false;
      if (moved) { dispatchEvent(new PopStateEvent("popstate")); } else { tell({ type: "RERUN_SCRIPT" }); }
      dispatchEvent(new Event("connection"));
    }
    if (!wasSaid) { return; }
    say(said.back);
    waiting = setTimeout(function () { if (offered) { offer(offered); } else { place.textContent = ""; } }, LONG);
  };
  // A line can be dead without anybody having been told. Asked only when something is decided on the server anyway.
  var ask = function () {
    if (isLost || Date.now() - asked < ANSWER) { return; }
    asked = Date.now();
    tell({ type: "SEND_APP_HEARTBEAT", ackTimeoutMilliseconds: ANSWER });
  };

  // What a reader has typed or answered is in the page alone: it is not loaded again over that.
  var isInUse = function () {
    return Array.prototype.some.call(document.querySelectorAll("main form[data-find], main form[data-helper], .practice"), function (part) {
      return part.querySelector("input:checked:not([value=''])") || (part.elements && part.elements.words && part.elements.words.value);
    });
  };
  var renew = function (words, may) {
    if (may && !isInUse()) { reload(); } else { offer(words); }
  };
  var isReloaded = function () {
    var entry = performance.getEntriesByType("navigation")[0];
    return !entry || entry.type === "reload";
  };
  // Part of the page could not be had, for example because the server has newer parts. A page that was itself loaded
  // again does not do so a second time.
  var partMissing = function () { renew(said.part, !isReloaded()); };
  // The page that was drawn says by which version: once it was the same as that of this document, another is newer.
  // Streamlit tells of the end of a run; on a slow device what came of it is drawn later.
  var compare = function () {
    if (document.querySelector("#root .stAlertContainer") && !offered) { partMissing(); return; }
    var drawn = document.querySelector("#root [data-version]");
    clearTimeout(drawing);
    if (!drawn) { drawing = setTimeout(compare, AGAIN); return; }
    if (drawn.dataset.version === said.version) { said.inStep = "yes"; return; }
    renew(said.renewed, said.inStep === "yes");
  };

  addEventListener("message", function (event) {
    var message = event.data || {};
    if (event.source !== window || message.stCommVersion !== 1) { return; }
    if (message.type === "WEBSOCKET_DISCONNECTED") { lost(message.attemptingToReconnect); }
    if (message.type === "WEBSOCKET_CONNECTED") { found(); }
    if (message.type === "CLIENT_ERROR" && message.component === "Websocket Connection") { refused(); }
    if (message.type === "CLIENT_ERROR_DIALOG" && message.error !== "Connection error") { partMissing(); }
    // Of every further attempt; said here only where there never was a connection.
    if (message.type === "CLIENT_ERROR_DIALOG" && message.error === "Connection error" && !place.textContent) { sayWhy(); }
    if (message.type === "SCRIPT_RUN_STATE_CHANGED" && message.scriptRunState === "notRunning") { moved = false; requestAnimationFrame(compare); }
  });
  addEventListener("vite:preloadError", partMissing);
  addEventListener("popstate", function (event) { if (event.isTrusted) { moved = true; } });
  ["online", "offline"].forEach(function (kind) { addEventListener(kind, ask); });
  document.addEventListener("visibilitychange", function () { if (!document.hidden) { ask(); } });

  var within = function (event, places) {
    return event.composedPath().some(function (each) { return each.matches && each.matches(places); });
  };
  var isUse = function (event) {
    if (event.type !== "keydown") { return true; }
    var isSlider = event.target.type === "range" || event.composedPath()[0].type === "range";
    return event.key === "Enter" || event.key === " " || (isSlider && /^(Arrow|Page|Home|End)/.test(event.key));
  };
  var used = function (event) {
    if (!isUse(event)) { return; }
    if (!isLost && within(event, OF_SERVER + HELD_BACK)) { ask(); }
    if (!isLost || !within(event, HELD_BACK) || event.ctrlKey || event.metaKey || event.shiftKey || event.button) { return; }
    if (event.type === "pointerdown" && !within(event, ".timeline")) { return; }
    event.preventDefault();
    event.stopImmediatePropagation();
    if (event.type !== "pointerdown") { say(said.lost); }
  };
  ["pointerdown", "mousedown", "touchstart", "click", "keydown"].forEach(function (kind) {
    addEventListener(kind, used, { capture: true, passive: false });
  });
})();
