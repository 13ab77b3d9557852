// What browsers' translators do to a page, over and over: each text is put into two <font> elements. Every second one is
// moved into them, the others are left out and written anew, because translators do both.
(() => {
  const LEFT_ALONE = "script, style, noscript, textarea, title, font, svg"
  let count = 0
  const wrap = (text) => {
    const parent = text.parentElement
    if (!parent || !text.data.trim() || parent.closest(LEFT_ALONE)) return
    const outer = document.createElement("font"), inner = document.createElement("font")
    outer.append(inner)
    parent.replaceChild(outer, text)
    inner.append(count++ % 2 ? text : document.createTextNode(text.data))
  }
  const wrapAll = (node) => {
    if (node.nodeType === Node.TEXT_NODE) return wrap(node)
    if (node.nodeType !== Node.ELEMENT_NODE) return
    const found = [], walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT)
    while (walker.nextNode()) found.push(walker.currentNode)
    found.forEach(wrap)
  }
  const begin = () => {
    wrapAll(document.body)
    const changed = (records) => records.forEach((record) =>
      record.type === "characterData" ? wrap(record.target) : record.addedNodes.forEach(wrapAll))
    new MutationObserver(changed).observe(document.body, { childList: true, subtree: true, characterData: true })
  }
  addEventListener("DOMContentLoaded", begin)
})()
