// Waits for news from the preview: reloads the page after a build, or shows what keeps it from being built.
// Styles are set through the object model because the pages' own policy refuses inline style.
(function () {
  'use strict'
  var own = document.currentScript
  var version = own.getAttribute('data-version')
  var banner = null
  var source = null

  function element(tag, text, style) {
    var made = document.createElement(tag)
    made.textContent = text
    for (var name in style) made.style[name] = style[name]
    return made
  }

  function hide() {
    if (banner) banner.remove()
    banner = null
  }

  function show(problems) {
    hide()
    banner = element('div', '', {
      position: 'fixed', left: '0', right: '0', top: '0', maxHeight: '70vh', overflow: 'auto', zIndex: '2147483647',
      padding: '12px 20px', background: '#7a1212', color: '#fff', font: '16px/1.6 sans-serif', boxShadow: '0 2px 12px #0008'
    })
    banner.id = 'kepu-problems'
    banner.setAttribute('role', 'alert')
    problems.forEach(function (problem) {
      if (problem.where) banner.appendChild(element('div', problem.where, { font: '14px/1.6 monospace', color: '#ffd9a0' }))
      banner.appendChild(element('div', problem.message, { fontWeight: 'bold', overflowWrap: 'anywhere' }))
      if (problem.hint) banner.appendChild(element('div', '→ ' + problem.hint, { marginBottom: '8px', overflowWrap: 'anywhere' }))
    })
    document.body.appendChild(banner)
  }

  function hear(message) {
    var state = JSON.parse(message.data)
    if (state.problems.length) show(state.problems)
    else if (state.version !== version) location.reload()
    else hide()
  }

  // A browser keeps six connections to a host: a page in the background gives its own back.
  function listen() {
    if (source) source.close()
    source = null
    if (document.hidden) return
    source = new EventSource('/_kepu/events')
    source.onmessage = hear
  }

  document.addEventListener('visibilitychange', listen)
  listen()
})()
