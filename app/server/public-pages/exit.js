// Leaves a public page at once and keeps one single entry in the history while the person is on these pages.
// Plain script without a build step: it must run before anything else on the page does.
(function () {
  var presses = 0
  var timer

  function leave() {
    var link = document.querySelector('[data-exit]')
    var to = link ? link.href : 'https://www.wikipedia.org/'
    document.title = ''
    document.documentElement.hidden = true
    if (document.body) document.body.replaceChildren()
    location.replace(to)
  }

  document.addEventListener('click', function (event) {
    var link = event.target.closest && event.target.closest('a')
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return
    if (link.hasAttribute('data-exit')) {
      event.preventDefault()
      leave()
    } else if (link.origin === location.origin && link.pathname.indexOf('/tell') === 0 && !link.hash) {
      event.preventDefault()
      location.replace(link.href)
    }
  })

  // Shift, not Escape: Escape stops the very page load that hides this one.
  document.addEventListener('keyup', function (event) {
    if (event.key !== 'Shift') return
    presses += 1
    clearTimeout(timer)
    if (presses >= 3) return leave()
    timer = setTimeout(function () {
      presses = 0
    }, 5000)
  })
})()
