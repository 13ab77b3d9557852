// Everything a page shows or speaks, each with the language it is in: texts, names and descriptions, options, the tab.
() => {
  const SPOKEN = ["alt", "aria-label", "aria-description", "aria-roledescription", "aria-valuetext", "title",
    "placeholder", "data-label"]
  const SILENT = new Set(["SCRIPT", "STYLE", "TEMPLATE", "NOSCRIPT", "CODE"])
  const META = new Set(["description", "og:title", "og:description", "og:site_name", "application-name"])
  const found = []
  const take = (language, said) => said && said.trim() && found.push([language, said.replace(/\s+/g, " ").trim()])
  const visit = (node, language) => {
    if (node.nodeType === Node.TEXT_NODE) return take(language, node.data)
    if (node.nodeType === Node.ELEMENT_NODE) {
      if (SILENT.has(node.tagName)) return
      language = node.getAttribute("lang") || node.getAttribute("xml:lang") || language
      for (const name of SPOKEN) take(language, node.getAttribute(name))
      if (node.tagName === "META" && META.has(node.name || node.getAttribute("property"))) take(language, node.content)
      if (node.tagName === "INPUT" && ["text", "search", "button", "submit"].includes(node.type)) take(language, node.value)
      if (node.shadowRoot) visit(node.shadowRoot, language)
    }
    node.childNodes.forEach((child) => visit(child, language))
  }
  visit(document.documentElement, "")
  return found
}
