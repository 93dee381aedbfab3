// Leaves a public page at once, and keeps these pages a single entry in the history.
// A plain script without a build step: it must run before everything else on the page, even in an old browser.
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

  // Shift, not Escape: Escape would stop the page load that hides this page.
  document.addEventListener('keyup', function (event) {
    if (event.key !== 'Shift') return
    presses += 1
    clearTimeout(timer)
    if (presses >= 3) return leave()
    timer = setTimeout(function () {
      presses = 0
    }, 5000)
  })

  // A normal form submission adds an entry to the history, and without a network it loses the text.
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
