// The meeting view: one screen at a time, by key, remote control or button. Nothing is fetched, nothing is kept.
(() => {
  "use strict";
  const body = document.body, root = document.documentElement;
  const screens = [...document.querySelectorAll(".screen")];
  const bar = document.querySelector(".bar"), at = bar.querySelector(".at"), back = bar.querySelector(".back");
  const hint = document.querySelector(".hint"), help = document.querySelector(".help"), blanked = document.querySelector(".blanked");
  const letters = help.querySelector("[name=letters]");
  const button = (name) => bar.querySelector(`[data-do=${name}]`);
  const SMALLEST = 0.5, STEP = 0.04;
  // Beside a drawing the letters leave it room.
  const largest = (screen) => (!screen.querySelector(".drawn") ? 1.3 : body.classList.contains("both") ? 0.86 : 1.1);
  let now = 0;

  // The letters shrink until everything stands on the screen; a drawing keeps at least its share of the height.
  const overflows = (screen) => screen.scrollHeight > screen.clientHeight + 1 || screen.scrollWidth > screen.clientWidth + 1
    || [...screen.querySelectorAll(".side, .words, .visual, .listed, .number")].some((part) => part.scrollHeight > part.clientHeight + 2 || part.scrollWidth > part.clientWidth + 2);
  // Beside the notes the whole slide is smaller, by as much as they take of its height.
  const makeRoom = (screen) => {
    screen.style.setProperty("--notes", "0px");
    const { paddingTop, paddingBottom } = getComputedStyle(screen), taken = screen.querySelector(".notes")?.offsetHeight ?? 0;
    const whole = screen.clientHeight - parseFloat(paddingTop) - parseFloat(paddingBottom);
    screen.style.setProperty("--notes", `${taken}px`);
    screen.style.setProperty("--smaller", ((whole - taken) / whole).toFixed(3));
  };
  const fit = (screen) => {
    makeRoom(screen);
    screen.style.removeProperty("--fit");
    if (!matchMedia("(min-width: 56rem) and (min-height: 34rem)").matches) return;
    for (let size = largest(screen); size >= SMALLEST; size -= STEP) {
      screen.style.setProperty("--fit", size.toFixed(2));
      if (!overflows(screen)) return;
    }
  };

  const show = (position, { focus = true } = {}) => {
    now = Math.max(0, Math.min(screens.length - 1, position));
    screens.forEach((screen, place) => screen.classList.toggle("now", place === now));
    const screen = screens[now];
    for (const open of document.querySelectorAll("details[open]")) open.open = false;
    at.textContent = screen.querySelector(".place").textContent;
    bar.style.setProperty("--at", (now + 1) / screens.length);
    button("previous").disabled = now === 0;
    button("next").disabled = now === screens.length - 1;
    history.replaceState(history.state, "", `#${screen.id}`);
    scrollTo(0, 0);
    fit(screen);
    if (focus) screen.querySelector(".title").focus({ preventScroll: true });
  };
  const go = (position) => { hint.hidden = true; show(position); };

  const notes = (shown) => {
    body.classList.toggle("noted", shown);
    button("notes").setAttribute("aria-expanded", shown);
    fit(screens[now]);
  };
  const blank = (shown) => { blanked.hidden = !shown; };
  let asked = null;
  const keys = (shown) => {
    if (shown) asked = document.activeElement;
    help.hidden = !shown;
    hint.hidden = true;
    button("help").setAttribute("aria-expanded", shown);
    if (shown) help.querySelector("h2").focus();
    else (asked?.isConnected ? asked : screens[now].querySelector(".title")).focus({ preventScroll: true });
  };
  const full = () => (document.fullscreenElement ? document.exitFullscreen() : root.requestFullscreen?.().catch(() => {}));
  // What is open is closed first, the topmost before the others; with nothing open it leads back.
  const escape = () => {
    const table = document.querySelector("details[open]");
    if (!help.hidden) keys(false);
    else if (table) { table.open = false; table.querySelector("summary").focus(); }
    else if (body.classList.contains("noted")) notes(false);
    else if (document.fullscreenElement) document.exitFullscreen();
    else back.click();
  };
  const DO = {
    next: () => go(now + 1), previous: () => go(now - 1), first: () => go(0), last: () => go(screens.length - 1),
    notes: () => notes(!body.classList.contains("noted")), blank: () => blank(true), full, help: () => keys(help.hidden), escape,
  };
  const KEYS = {
    ArrowRight: "next", ArrowDown: "next", PageDown: "next", " ": "next", ArrowLeft: "previous", ArrowUp: "previous", PageUp: "previous",
    Home: "first", End: "last", Escape: "escape", "?": "help", ".": "blank", b: "blank", n: "notes", f: "full",
  };
  const LETTERS = /^[bnf.?]$/;

  addEventListener("keydown", (event) => {
    const { key, target } = event;
    if (event.ctrlKey || event.altKey || event.metaKey || /^(Shift|Control|Alt|Meta|Tab|CapsLock)$/.test(key)) return;
    if (!blanked.hidden) { blank(false); event.preventDefault(); return; }
    const wanted = KEYS[key.length === 1 ? key.toLowerCase() : key];
    if (!wanted || event.defaultPrevented) return;
    const on = (place) => target.closest?.(place);
    if (LETTERS.test(key.toLowerCase()) && !letters.checked) return;
    if (key === " " && on("button, a, summary, input")) return;
    // What scrolls by itself is scrolled by the arrows; a remote control, which sends the other keys, still goes on.
    if (/^Arrow|^Home$|^End$|^ $/.test(key) && on(".scroll, .notes, .help")) return;
    if (!help.hidden && wanted !== "escape" && wanted !== "help") return;
    event.preventDefault();
    DO[wanted]();
  });
  addEventListener("click", (event) => {
    if (!blanked.hidden) { blank(false); return; }
    const pressed = event.target.closest?.("[data-do]");
    if (pressed) DO[pressed.dataset.do]();
  });
  document.addEventListener("toggle", (event) => { if (event.target.open) event.target.querySelector(".scroll").focus(); }, true);
  addEventListener("hashchange", () => {
    const found = screens.findIndex((screen) => `#${screen.id}` === location.hash);
    if (found >= 0 && found !== now) go(found);
  });
  let waiting = 0;
  const refit = () => { cancelAnimationFrame(waiting); waiting = requestAnimationFrame(() => fit(screens[now])); };
  addEventListener("resize", refit);
  document.addEventListener("fullscreenchange", refit);

  body.classList.add("stepping");
  // Long notes scroll by themselves.
  for (const each of document.querySelectorAll(".notes")) each.tabIndex = 0;
  show(Math.max(0, screens.findIndex((screen) => `#${screen.id}` === location.hash)), { focus: false });
  hint.hidden = now > 0;
  document.fonts?.ready.then(refit);
})();
