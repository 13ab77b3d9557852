// What can be taken away opens below its visual, fetched when it is asked for; and words are copied by a button.
// Without scripts the link leads to the same panel on a page of its own, and the words can be selected.
(function () {
  "use strict";
  var closest = function (event, selector) { return event.target.closest && event.target.closest(selector); };

  var open = function (link) {
    var place = link.closest("p"), was = place.nextElementSibling;
    if (was && was.classList.contains("take-panel")) {
      was.remove();
      link.setAttribute("aria-expanded", "false");
      return;
    }
    link.setAttribute("aria-busy", "true");
    fetch(link.href, { credentials: "same-origin" }).then(function (answer) {
      if (!answer.ok) { throw new Error(answer.status); }
      return answer.text();
    }).then(function (html) {
      var panel = new DOMParser().parseFromString(html, "text/html").querySelector(".take-panel");
      place.after(panel);
      link.removeAttribute("aria-busy");
      link.setAttribute("aria-expanded", "true");
      panel.querySelector("h2").focus();
    }).catch(function () { location.href = link.href; });
  };

  // A page that may not use the clipboard still copies a selection.
  var select = function (words) {
    var field = document.createElement("textarea");
    field.value = words;
    document.body.append(field);
    field.select();
    document.execCommand("copy");
    field.remove();
  };
  var copy = function (button) {
    var label = button.textContent, name = button.getAttribute("aria-label"), words = button.dataset.copy;
    var say = function (shown, heard) { button.textContent = shown; button.setAttribute("aria-label", heard); };
    var done = function () {
      say(button.dataset.copied, button.dataset.copied);
      setTimeout(function () { say(label, name || label); }, 2500);
    };
    var written = navigator.clipboard ? navigator.clipboard.writeText(words) : Promise.reject();
    written.catch(function () { select(words); }).then(done);
  };

  // The preview is as high as what is in it, as it would be in a page that has the lines for it.
  addEventListener("message", function (event) {
    if (event.origin !== location.origin || !(event.data && event.data.height > 0)) { return; }
    document.querySelectorAll(".take-panel iframe").forEach(function (frame) {
      if (frame.contentWindow === event.source) { frame.style.height = event.data.height + "px"; }
    });
  });

  addEventListener("click", function (event) {
    var link = closest(event, "a[data-take]"), button = closest(event, "[data-copy]");
    if (link && !(event.ctrlKey || event.metaKey || event.shiftKey || event.button)) {
      event.preventDefault();
      open(link);
    }
    if (button && button.dataset.copied) { event.preventDefault(); copy(button); }
  });
})();
