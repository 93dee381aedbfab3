// Leaves a public page at once, and keeps one single entry in the history while a person is on these pages.
// Plain script without a build step: it must run before anything else on the page does, also in an old browser.
;(function () {
  var presses = 0
  var timer
  var sending = false

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

  // A form sent the usual way leaves an entry in the history, and without a network takes what was written along.
  document.addEventListener('submit', function (event) {
    var form = event.target
    if (!window.fetch || !window.DOMParser) return
    event.preventDefault()
    if (sending) return
    sending = true
    var fields = new URLSearchParams(new FormData(form))
    var button = event.submitter
    if (button && button.name) fields.append(button.name, button.value)
    fetch(form.action, { method: 'POST', body: fields, referrerPolicy: 'no-referrer' })
      .then(function (answer) {
        return answer.text()
      })
      .then(show)
      .catch(function () {
        var note = document.querySelector('[data-no-network]')
        note.hidden = false
        note.focus()
      })
      .then(function () {
        sending = false
      })
  })

  function show(html) {
    var main = new DOMParser().parseFromString(html, 'text/html').querySelector('main')
    if (!main) throw new Error('no page')
    document.querySelector('main').replaceWith(main)
    scrollTo(0, 0)
    var first = main.querySelector('[autofocus]') || main.querySelector('h1')
    first.setAttribute('tabindex', first.getAttribute('tabindex') || '-1')
    first.focus()
  }
})()
