// What a page looks like to somebody who reads it large, with the keyboard, in forced colours or on paper.
// Each check returns a list of findings: [code, where]. The code is what the accessibility statement refers to.
window.accessible = (() => {
  "use strict";
  const CONTROLS = "a[href], button, input, select, textarea, summary, iframe, [tabindex]";
  const everything = (root = document.body) => {
    const found = [];
    const walk = (node) => {
      for (const child of node.children) {
        if (/^(SCRIPT|STYLE|NOSCRIPT)$/.test(child.tagName)) continue;
        found.push(child);
        if (child.shadowRoot) walk(child.shadowRoot);
        walk(child);
      }
    };
    walk(root);
    return found;
  };
  const parentOf = (element) => element.parentElement ?? element.getRootNode().host ?? null;
  const lineage = (element) => { const all = []; for (let each = element; each; each = parentOf(each)) all.push(each); return all; };
  const style = (element, pseudo) => getComputedStyle(element, pseudo);
  const isShown = (element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true })
    && !lineage(element).some((each) => style(each).clipPath === "inset(50%)" || each.getAttribute("aria-hidden") === "true");
  const wording = (element) => [...element.childNodes].filter((node) => node.nodeType === 3).map((node) => node.data).join(" ").trim();
  const place = (element) => {
    const words = (element.getAttribute("aria-label") || element.textContent || element.getAttribute("value") || "").trim().replace(/\s+/g, " ").slice(0, 50);
    return `${element.tagName.toLowerCase()}${element.id ? "#" + element.id : ""}${[...element.classList].slice(0, 2).map((name) => "." + name).join("")} “${words}”`;
  };

  // Colours
  const parsed = (colour) => (colour.match(/[\d.]+/g) ?? [0, 0, 0, 0]).map(Number);
  const luminance = (colour) => {
    const [red, green, blue] = parsed(colour).slice(0, 3).map((part) => part / 255).map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const contrast = (one, other) => {
    const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (light + 0.05) / (dark + 0.05);
  };
  const isClear = (colour) => { const parts = parsed(colour); return parts.length > 3 && parts[3] === 0; };
  const ground = (element) => {
    for (const each of lineage(element)) if (!isClear(style(each).backgroundColor)) return style(each).backgroundColor;
    return "rgb(255, 255, 255)";
  };

  // Reading large
  const clipped = () => everything().filter((element) => {
    const { overflowX, overflowY } = style(element);
    const wide = /hidden|clip/.test(overflowX) && element.scrollWidth > element.clientWidth + 1;
    const high = /hidden|clip/.test(overflowY) && element.scrollHeight > element.clientHeight + 2;
    const said = element.matches("input[type=text], input:not([type]), textarea") ? element.value : element.textContent.trim();
    const long = element.matches("input") && element.scrollWidth > element.clientWidth + 1;
    return (wide || high || long) && element.clientWidth > 1 && said && isShown(element);
  }).map((element) => [element.matches("[role=combobox]") ? "cut-choice" : "clipped", place(element)]);
  const sideways = () => [document.querySelector(".stMain"), document.documentElement]
    .filter((each) => each && each.scrollWidth > each.clientWidth + 1)
    .map((each) => ["sideways", `${place(each).split(" ")[0]} ${each.scrollWidth} > ${each.clientWidth}`]);
  // What is scrolled out of a box of its own is not there to be met.
  const inSight = (element, box) => {
    const scroller = lineage(element).find((each) => /auto|scroll/.test(style(each).overflowY) && each.scrollHeight > each.clientHeight + 1);
    if (!scroller || scroller.matches(".stMain, html, body")) return box;
    const edge = scroller.getBoundingClientRect(), top = Math.max(box.top, edge.top);
    return new DOMRect(box.left, top, box.width, Math.max(0, Math.min(box.bottom, edge.bottom) - top));
  };
  const lines = (root) => everything(root).filter((element) => wording(element) && !element.closest("svg") && isShown(element)).flatMap((element) => {
    const range = document.createRange();
    return [...element.childNodes].filter((node) => node.nodeType === 3 && node.data.trim()).flatMap((node) => {
      range.selectNodeContents(node);
      return [...range.getClientRects()].map((box) => ({ element, box: inSight(element, box) })).filter(({ box }) => box.height > 0);
    });
  });
  const overlapping = () => {
    const main = document.querySelector("main");
    const all = lines(main).sort((a, b) => a.box.top - b.box.top);
    const found = [];
    all.forEach((one, position) => {
      for (let next = position + 1; next < all.length && all[next].box.top < one.box.bottom - 4; next += 1) {
        const other = all[next];
        const across = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
        const down = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top);
        // A box of a line is higher than its letters: boxes of neighbouring lines may touch.
        const least = 0.45 * Math.min(one.box.height, other.box.height);
        if (across > 3 && down > least && one.element !== other.element) found.push(["overlapping", `${place(one.element)} / ${place(other.element)}`]);
      }
    });
    return found.slice(0, 5);
  };

  // Moving
  const seconds = (list) => Math.max(...list.split(",").map(parseFloat));
  const moving = () => {
    const started = document.getAnimations().filter((each) => each.effect?.getComputedTiming().duration > 10).map((each) => ["moving", place(each.effect.target)]);
    const styled = everything().filter((element) => [null, "::before", "::after"].some((pseudo) => {
      const { transitionDuration, transitionProperty, animationDuration, animationName } = style(element, pseudo);
      return (transitionProperty !== "none" && seconds(transitionDuration) > 0.01) || (animationName !== "none" && seconds(animationDuration) > 0.01);
    })).filter(isShown).map((element) => ["moving", place(element)]);
    return [...started, ...styled].slice(0, 5);
  };

  // Forced colours: what carries a meaning by its background alone has to keep an edge or its colour.
  const hasEdge = (element) => ["Top", "Right", "Bottom", "Left"].some((side) => {
    const it = style(element);
    return parseFloat(it[`border${side}Width`]) > 0 && it[`border${side}Style`] !== "none" && contrast(it[`border${side}Color`], ground(parentOf(element))) >= 3;
  }) || (parseFloat(style(element).outlineWidth) > 0 && style(element).outlineStyle !== "none");
  const fading = () => {
    const found = [];
    const exit = document.getElementById("exit");
    if (exit && (!hasEdge(exit) || contrast(style(exit).color, ground(exit)) < 4.5)) found.push(["fading", "#exit"]);
    for (const element of everything()) {
      if (!isShown(element)) continue;
      if (element.matches("button") && element.getClientRects().length && !hasEdge(element) && !wording(element) && !element.textContent.trim() && !element.querySelector("svg, img")) found.push(["fading", place(element)]);
      if (element.matches("[class*=swatch], [class*=key] i, .legend i") && !wording(element)) {
        const it = style(element);
        const kept = it.forcedColorAdjust === "none" && (!isClear(it.backgroundColor) || it.backgroundImage !== "none");
        if (!kept && !hasEdge(element) && !element.querySelector("svg, img")) found.push(["fading", place(element)]);
      }
      if (wording(element) && !element.closest("svg") && contrast(style(element).color, ground(element)) < 4.5) found.push(["fading", place(element)]);
    }
    return found.slice(0, 8);
  };

  // On paper a browser leaves out backgrounds: what is written must be dark by itself.
  const faint = () => {
    const main = document.querySelector("main");
    const found = everything(main).filter((element) => wording(element) && !element.closest("svg") && isShown(element))
      .filter((element) => contrast(style(element).color, "rgb(255, 255, 255)") < 3 || contrast(style(element).color, ground(element)) < 3)
      .map((element) => ["faint", place(element)]);
    const kept = [...document.querySelectorAll("#exit, #skip, .st-key-menu, .twin")].filter(isShown).map((element) => ["printed", place(element)]);
    // What only leads on or asks may stay away; the greater part of the words may not.
    const length = (elements) => elements.reduce((sum, each) => sum + wording(each).length, 0);
    const words = [...remembered].filter((element) => !element.closest(".st-key-menu, .st-key-place, [role=listbox]"));
    const left = length(words.filter(isShown)) / length(words);
    const lost = left < 0.8 || ![...main.querySelectorAll("h1")].some(isShown) ? [["lost", `${Math.round(100 * left)} % is printed`]] : [];
    return [...found.slice(0, 5), ...kept, ...lost];
  };
  const remembered = new Set();
  const remember = () => { remembered.clear(); for (const element of everything(document.querySelector("main"))) if (isShown(element)) remembered.add(element); };

  // The keyboard
  const tabbable = () => {
    const groups = new Set();
    return everything().filter((element) => element.matches(CONTROLS) && element.tabIndex >= 0 && !element.disabled && isShownOrFocusable(element)).filter((element) => {
      if (element.type !== "radio") return true;
      const first = !groups.has(element.name);
      groups.add(element.name);
      return first;
    });
  };
  const isShownOrFocusable = (element) => element.checkVisibility({ visibilityProperty: true }) && !element.closest("[inert]");
  const active = () => { let each = document.activeElement; while (each?.shadowRoot?.activeElement) each = each.shadowRoot.activeElement; return each; };
  const looks = (element) => lineage(element).slice(0, 6).map((each) => {
    const it = style(each);
    return [it.outlineStyle, it.outlineWidth, it.outlineColor, it.boxShadow, it.backgroundColor, it.borderColor, it.textDecoration, it.transform].join();
  }).concat([...element.parentElement?.children ?? []].map((each) => { const it = style(each); return [it.boxShadow, it.backgroundColor, it.outline, it.display].join(); })).join("|");
  let before = new Map(), reached = new Set();
  const start = () => { active()?.blur(); before = new Map(tabbable().map((element) => [element, looks(element)])); reached = new Set(); return before.size; };
  const step = () => {
    const element = active();
    if (!element || element === document.body || element === document.documentElement) return { over: true };
    if (reached.has(element)) return { over: true, again: place(element) };
    reached.add(element);
    const found = [];
    // A drawing in its own shadow marks the focused part with a shape drawn on top.
    const mark = element.getRootNode().querySelector?.(".focused");
    const isMarked = mark && style(mark).display !== "none";
    if (before.has(element) && before.get(element) === looks(element) && !isMarked) found.push(["no-focus", place(element)]);
    const box = element.getBoundingClientRect(), out = document.getElementById("way-out"), bar = out?.getBoundingClientRect();
    const isUnder = bar && !out.contains(element) && box.top >= bar.top && box.bottom <= bar.bottom && box.left >= bar.left && box.right <= bar.right;
    if (isUnder) found.push(["under-exit", place(element)]);
    return { over: false, found, id: element.id };
  };
  const unreached = () => tabbable().filter((element) => !reached.has(element) && before.has(element)).map((element) => ["unreached", place(element)]);

  // What a finger has to hit is 24 px high (WCAG 2.5.8), unless it is a word of a sentence.
  const LEAST = 24;
  const blockOf = (element) => lineage(element).slice(1).find((each) => !/^(inline|contents)/.test(style(each).display)) ?? document.body;
  const isInSentence = (element) => {
    if (style(element).display !== "inline") return false;
    const copy = blockOf(element).cloneNode(true);
    for (const link of copy.querySelectorAll("a, button")) link.remove();
    return (copy.textContent.match(/\p{L}{2,}/gu) ?? []).length > 2;
  };
  const small = () => everything().filter((element) => element.matches("a[href], button, summary") && !element.closest("svg") && isShown(element))
    .filter((element) => { const box = element.getBoundingClientRect(); return box.height && box.height < LEAST - 0.5 && !isInSentence(element); })
    .map((element) => ["small-target", `${Math.round(element.getBoundingClientRect().height)} px: ${place(element)}`]);

  // A canvas is one picture: nothing inside it can be reached.
  const pictures = () => everything().filter((element) => element.matches("canvas") && isShown(element)).map((element) => ["canvas", place(parentOf(element))]);

  // The colours of a map that stand next to each other in its key: all fills of its areas, from light to dark.
  const mapColours = async () => {
    const maps = [everything().filter((element) => element.dataset?.code).map((element) => style(element).fill)];
    for (const image of document.querySelectorAll("main img[src*='.svg']")) {
      const drawn = new DOMParser().parseFromString(await (await fetch(image.src)).text(), "image/svg+xml");
      const shapes = [...drawn.querySelectorAll("path")];
      if (shapes.length >= 40) maps.push(shapes.map((each) => each.getAttribute("fill") ?? each.parentNode.getAttribute("fill") ?? ""));
    }
    const asColour = (fill) => { const it = document.createElement("i"); it.style.color = fill; document.body.append(it); const found = style(it).color; it.remove(); return found; };
    return maps.flatMap((fills) => {
      const colours = [...new Set(fills.filter((fill) => /^(#|rgb)/.test(fill)).map(asColour))].sort((one, other) => luminance(one) - luminance(other));
      const close = colours.slice(1).some((colour, position) => contrast(colour, colours[position]) < 3);
      return close ? [["neighbours", colours.join(" ")]] : [];
    });
  };

  // Nothing has changed for a while: what Streamlit draws is there.
  const settled = (rest, most) => new Promise((done) => {
    let waiting = setTimeout(end, rest);
    const last = setTimeout(end, most);
    const watcher = new MutationObserver(() => { clearTimeout(waiting); waiting = setTimeout(end, rest); });
    function end() { watcher.disconnect(); clearTimeout(waiting); clearTimeout(last); done(true); }
    watcher.observe(document.body, { childList: true, subtree: true, attributes: true, characterData: true });
  });

  // The visual order of the headings against their order in the page.
  const headings = () => {
    const all = everything().filter((element) => element.matches("h1, h2, h3, h4, h5, h6") && isShown(element)).map((element) => ({ element, box: element.getBoundingClientRect() }));
    return all.slice(1).filter(({ box }, position) => {
      const previous = all[position].box;
      return box.top < previous.top - 2 && Math.min(box.right, previous.right) - Math.max(box.left, previous.left) > 2;
    }).map(({ element }) => ["out-of-order", place(element)]);
  };
  return { clipped, sideways, overlapping, moving, fading, faint, remember, start, step, unreached, small, pictures, mapColours, settled, headings, everything, isShown, contrast };
})();
