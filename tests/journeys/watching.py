"""What a browser says against a page: what its policy refused, and what moved."""

from __future__ import annotations

LISTEN = """
window.refused = [];
document.addEventListener("securitypolicyviolation", (event) =>
  window.refused.push(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`));
"""
WATCH_SHIFTS = """
  window.shift = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) window.shift += entry.value;
  }).observe({ type: "layout-shift", buffered: true });
"""
PAINTED = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"


def watched(page) -> list[str]:
    """What the browser says against a page from now on; what a page was refused is its ``window.refused``."""
    said: list[str] = []
    page.add_init_script(LISTEN)
    page.on("console", lambda line: said.append(line.text) if "Policy" in line.text else None)
    return said


def shift(page) -> float:
    """The sum of all shifts since the page opened, those after a key or a click included."""
    page.evaluate(PAINTED)
    return page.evaluate("window.shift")
