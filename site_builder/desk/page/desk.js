// The editor's desk: what waits on the left, the page in the middle, one key a decision.
//
// The server keeps everything; this page only shows it. Whatever is sent goes one after another, each with the
// mark of the file as it was seen, so that nothing is decided on a text that somebody has changed meanwhile.
(function () {
  'use strict'
  var LEVELS = { high: '高', middle: '中', low: '低' }
  var GRADES = { nation: '国家级', province: '省级', city: '市级', county: '县级', township: '乡镇' }
  var RIGHTS = { link: '只能链接', summary: '可用摘要', full: '可用全文' }
  var ACCEPT = { link: '采用链接', summary: '采用摘要', full: '采用全文' }
  var DONE = { accepted: '采用', linked: '只留链接', rejected: '退回', newer: '用了新版', kept: '留了我的' }
  var WHY = ['内容重复', '广告推销', '已经过时', '和本地无关', '说法不可靠', '没有授权']
  var LOOK_AGAIN = 20000 // milliseconds; somebody else may work on the inbox
  var state = { rows: [], decided: [], skipped: {}, items: {}, at: '', filter: '', mine: [], done: 0, gone: {}, asked: 0 }
  var busy = Promise.resolve()
  var shown = null // the item on the page

  function get(id) { return document.getElementById(id) }

  function element(tag, text, name) {
    var made = document.createElement(tag)
    if (text) made.textContent = text
    if (name) made.className = name
    return made
  }

  function fill(parent, children) {
    while (parent.firstChild) parent.removeChild(parent.firstChild)
    children.forEach(function (child) { parent.appendChild(child) })
  }

  function say(text, wrong) {
    get('said').textContent = text
    get('said').className = wrong ? 'said wrong' : 'said'
  }

  // ---- Asking and telling the server

  function ask(path) { return fetch(path).then(answered, gone) }

  function send(deed, wish) {
    return fetch('api/' + deed, { method: 'POST', body: JSON.stringify(wish) }).then(answered, gone)
  }

  function answered(answer) {
    if (answer.ok) return answer.json()
    if (answer.status !== 409) throw new Error('没有做成（' + answer.status + '）')
    return answer.json().then(function (refusal) { throw new Error(words(refusal.problems)) })
  }

  function gone() { throw new Error('审稿台没有回应。看看运行 kepu desk 的窗口还开着没有。') }

  function words(problems) {
    return problems.map(function (one) { return one.message + (one.hint ? '。' + one.hint : '') }).join('；')
  }

  function told(error) { say(error.message, true) }

  // Everything that changes something waits for what was sent before it.
  function next(task) {
    busy = busy.then(task).then(null, told)
    return busy
  }

  // ---- What waits

  function rows() {
    return state.rows.filter(function (row) { return !state.filter || row.source === state.filter })
  }

  function place(id) {
    return rows().map(function (row) { return row.id }).indexOf(id)
  }

  // An answer may be older than what was decided since it was asked for.
  function refresh() {
    var asked = state.asked += 1
    return ask('api/queue').then(function (queue) {
      state.rows = queue.rows.filter(function (row) { return !(state.gone[row.id] >= asked) })
      state.decided = queue.decided
      if (!state.started) start(queue)
      showQueue()
      if (queue.troubles.length) say(words(queue.troubles), true)
    })
  }

  function start(queue) {
    state.started = true
    get('hub').textContent = queue.hub
    document.title = '审稿台｜' + queue.hub
    options('section', [{ id: '', name: '请选' }].concat(queue.sections))
    options('license', queue.licenses)
    fill(get('audience'), queue.audiences.map(function (one) {
      var label = element('label'), box = element('input')
      box.type = 'checkbox'
      box.name = 'audience'
      box.value = one.id
      label.appendChild(box)
      label.appendChild(document.createTextNode(one.name))
      return label
    }))
    var role = stored('role')
    field('reviewer').value = role === null ? queue.reviewer : role
  }

  function stored(key) {
    try { return localStorage.getItem('kepu-desk-' + key) } catch (error) { return null }
  }

  function options(name, list) {
    fill(field(name), list.map(function (one) {
      var option = element('option', one.name)
      option.value = one.id
      return option
    }))
  }

  function field(name) { return get('fields').elements[name] }

  function showFilter() {
    var counts = {}, names = {}, select = get('filter')
    state.rows.forEach(function (row) {
      counts[row.source] = (counts[row.source] || 0) + 1
      names[row.source] = row.name
    })
    if (state.filter && !counts[state.filter]) state.filter = ''
    var all = [{ id: '', name: '全部（' + state.rows.length + '）' }]
    Object.keys(counts).sort().forEach(function (id) {
      all.push({ id: id, name: names[id] + '（' + counts[id] + '）' })
    })
    fill(select, all.map(function (one) {
      var option = element('option', one.name)
      option.value = one.id
      return option
    }))
    select.value = state.filter
  }

  function showQueue() {
    showFilter()
    var list = rows()
    fill(get('queue'), list.map(function (row) {
      var item = element('li'), button = element('button', '', 'row ' + row.level)
      button.type = 'button'
      button.appendChild(element('b', row.title))
      var small = element('small')
      small.appendChild(element('span', '风险' + LEVELS[row.level], 'level'))
      small.appendChild(document.createTextNode(' ' + row.name + ' ' + row.date.slice(5) + (state.skipped[row.id] ? ' 先放着' : '')))
      button.appendChild(small)
      if (state.skipped[row.id]) button.className += ' skipped'
      if (row.id === state.at) button.setAttribute('aria-current', 'true')
      button.setAttribute('data-id', row.id)
      item.appendChild(button)
      return item
    }))
    showCount()
    document.body.className = list.length ? document.body.className.replace(/ ?is-empty/, '') : 'is-empty'
    var current = get('queue').querySelector('[aria-current]')
    if (current) current.scrollIntoView({ block: 'nearest' })
    Array.prototype.forEach.call(document.querySelectorAll('.act:not(.undo)'), function (button) {
      button.disabled = !list.length
    })
    document.querySelector('.act.undo').disabled = !state.decided.length
    if (list.length && place(state.at) < 0) go(list[Math.min(state.was || 0, list.length - 1)].id)
    if (!list.length) showNothing()
  }

  function showCount() {
    var count = get('count')
    fill(count, [document.createTextNode('还有 '), element('b', String(state.rows.length)), document.createTextNode(' 条')])
    if (state.done) count.appendChild(document.createTextNode('，这次处理了 ' + state.done + ' 条'))
  }

  function showNothing() {
    state.at = ''
    shown = null
    get('empty-words').textContent = state.done
      ? '这次处理了 ' + state.done + ' 条。采用的，下次运行 kepu build 就会发布。'
      : '没有等待处理的条目。运行 kepu pull 拉取新内容，这里会自己出现。'
  }

  // ---- One item

  function item(id) {
    var row = state.rows.filter(function (one) { return one.id === id })[0]
    var kept = state.items[id]
    if (kept && row && kept.mark === row.mark) return Promise.resolve(kept)
    return ask('api/item/' + id).then(function (one) {
      state.items[id] = one
      return one
    })
  }

  function go(id) {
    if (!id) return
    state.at = id
    state.was = Math.max(place(id), 0)
    uncompare()
    var button = get('queue').querySelector('[aria-current]')
    if (button) button.removeAttribute('aria-current')
    button = get('queue').querySelector('[data-id="' + id + '"]')
    if (button) {
      button.setAttribute('aria-current', 'true')
      button.scrollIntoView({ block: 'nearest' })
    }
    item(id).then(function (one) {
      if (state.at !== id) return
      show(one)
      var after = rows()[state.was + 1]
      if (after) item(after.id)
    }, function () { refresh() })
  }

  function show(one) {
    shown = one
    get('side').scrollTop = 0
    showFields(one)
    showFacts(one)
    showPage(one)
  }

  function showFacts(one) {
    var facts = [one.name + (GRADES[one.grade] ? '（' + GRADES[one.grade] + '）' : ''), one.date, RIGHTS[one.rights] || one.rights]
    if (one.author) facts.push('作者：' + one.author)
    if (one.characters > 1000) facts.push(one.characters + ' 字')
    fill(get('facts'), facts.map(function (text) { return element('span', text) }).concat(original(one.link)))
    get('accept-word').textContent = ACCEPT[one.rights] || '采用'
    fill(get('problems'), one.problems.map(function (problem) {
      var row = element('p', problem.message)
      if (problem.hint) row.appendChild(element('span', '怎么改：' + problem.hint))
      return row
    }))
    get('problems').hidden = !one.problems.length
    showReasons(one)
    showChanges(one)
    showTwins(one)
    mark('title', /标题/.test(words(one.problems)))
    mark('who', one.unproven)
    mark('section', !one.section)
  }

  function mark(name, wanted) { field(name).className = wanted ? 'wanted' : '' }

  function original(link) {
    if (!/^https?:/.test(link)) return []
    var made = element('a', '看原文（O）')
    made.href = link
    made.id = 'original'
    made.target = '_blank'
    made.rel = 'noopener noreferrer'
    return [made]
  }

  function showReasons(one) {
    var list = one.reasons.map(function (reason) {
      return element('li', reason.text, reason.weight >= 3 ? 'heavy' : '')
    })
    fill(get('reasons'), list.length ? list : [element('li', '没有发现要特别留意的地方', 'fine')])
  }

  function showChanges(one) {
    get('changes-part').hidden = !one.newer
    var tags = { old: 'del', new: 'ins', same: 'span' }
    fill(get('changes'), one.changes.map(function (piece) { return element(tags[piece.kind], piece.text) }))
  }

  function showTwins(one) {
    var list = one.twins.map(function (twin, at) {
      var row = element('li', twin.title)
      var where = twin.kind === 'article' ? '网站上已有' : '收件箱里，' + twin.name + ' ' + twin.date
      row.appendChild(element('small', where + '，相近 ' + Math.round(twin.share * 100) + '%'))
      var button = element('button', at ? '并排看' : '并排看（D）', 'plain small')
      button.type = 'button'
      button.addEventListener('click', function () { compare(twin) })
      row.appendChild(button)
      return row
    }).concat(one.also.map(function (other) {
      return element('li', '同一篇也在：' + other.source)
    }))
    fill(get('twins'), list)
    get('twins-part').hidden = !list.length
  }

  function address(id) { return 'show/articles/a/' + id + '.html?item=' + id }

  function showPage(one) {
    get('page').src = address(one.id) + '&mark=' + one.mark + '&by=' + encodeURIComponent(field('reviewer').value)
    get('posters-part').hidden = !one.posters.length
    fill(get('posters'), [])
    get('page').onload = function () { if (shown === one) looks(get('posters'), one.posters.slice(0, 2)) }
  }

  // Pictures of posters take a second when they are made for the first time: after the page, then.
  function looks(parent, posters) {
    var made = []
    posters.forEach(function (poster) {
      made.push(element('p', poster.title, 'name'))
      made.push(look(poster, 'paper.jpg', '纸', 'tall'))
      made.push(look(poster, 'tv.jpg', '电视', ''))
      if (poster.led) made.push(look(poster, 'led.png', 'LED 屏：' + poster.led, 'strip'))
    })
    fill(parent, made)
  }

  function look(poster, name, caption, kind) {
    var figure = element('figure', '', kind), picture = element('img')
    picture.alt = poster.title + '，' + caption
    picture.src = 'poster/' + poster.slug + '/' + name
    var frame = kind === 'strip' ? element('div', '', 'led') : figure
    frame.appendChild(picture)
    if (frame !== figure) figure.appendChild(frame)
    figure.appendChild(element('figcaption', caption))
    return figure
  }

  // ---- Fields: each is noted in the item's own file as soon as it is left

  function showFields(one) {
    var first = one.evidence[0] || { who: '', url: '' }
    field('section').value = one.section
    field('title').value = one.title
    field('summary').value = one.summary
    field('who').value = first.who
    field('url').value = first.url
    field('license').value = one.terms.license
    field('permission').value = one.terms.permission
    get('permission-field').hidden = one.terms.license !== 'permitted'
    boxes().forEach(function (box) { box.checked = one.audience.indexOf(box.value) >= 0 })
  }

  function boxes() { return Array.prototype.slice.call(get('audience').querySelectorAll('input')) }

  function typed(name, one) {
    var values = {}
    if (name === 'audience') {
      values.audience = boxes().filter(function (box) { return box.checked }).map(function (box) { return box.value })
    } else if (name === 'who' || name === 'url') {
      var first = { who: field('who').value, title: (one.evidence[0] || {}).title || '', url: field('url').value }
      values.evidence = [first].concat(one.evidence.slice(1))
    } else if (name === 'license' || name === 'permission') {
      values.terms = {
        name: one.terms.name, url: one.terms.url,
        license: field('license').value,
        permission: field('license').value === 'permitted' ? field('permission').value : ''
      }
      get('permission-field').hidden = field('license').value !== 'permitted'
    } else {
      values[name] = field(name).value
    }
    return values
  }

  function note(name) {
    var one = shown
    if (!one) return
    if (name === 'reviewer') {
      try { localStorage.setItem('kepu-desk-role', field('reviewer').value) } catch (error) { /* not kept */ }
      showPage(one)
      return
    }
    var values = typed(name, one)
    if (values.terms && values.terms.license === 'permitted' && !values.terms.permission.trim()) {
      mark('permission', true)
      return
    }
    mark('permission', false)
    next(function () {
      return send('amend', { id: one.id, mark: latest(one).mark, values: values }).then(function () { return again(one) })
    })
  }

  // What was sent before may have given the item another mark since a field was left.
  function latest(one) { return state.items[one.id] || one }

  // Reads an item once more, and leaves alone the fields that a person may be filling in.
  function again(one) {
    delete state.items[one.id]
    return ask('api/item/' + one.id).then(function (fresh) {
      state.items[one.id] = fresh
      state.rows.forEach(function (row) {
        if (row.id === fresh.id) {
          row.mark = fresh.mark
          row.title = fresh.title
          row.level = fresh.level
        }
      })
      if (shown && shown.id === one.id) {
        shown = fresh
        showFacts(fresh)
        showPage(fresh)
        showQueue()
      }
      return fresh
    })
  }

  // ---- Decisions

  function decide(deed, more) {
    leaveField()
    var id = shown && shown.id
    if (!id) return
    next(function () {
      var one = state.items[id]
      if (!one) return null
      var wish = { id: one.id, mark: one.mark, reviewer: deed === 'reject' ? '' : field('reviewer').value }
      Object.keys(more || {}).forEach(function (key) { wish[key] = more[key] })
      return send(deed, wish).then(function (answer) {
        state.mine.push(one.id)
        state.done += 1
        drop(one.id)
        say(answer.said)
        refresh().then(null, told)
      }, function (error) { return failed(deed, one, error) })
    })
  }

  function drop(id) {
    var list = rows(), at = place(id)
    var after = list[at + 1] || list[at - 1]
    state.rows = state.rows.filter(function (row) { return row.id !== id })
    state.gone[id] = state.asked
    delete state.items[id]
    state.was = Math.max(at, 0)
    state.at = ''
    if (after) go(after.id)
  }

  // Another desk, or a command, was faster: show how things stand now.
  function failed(deed, one, error) {
    say(error.message, true)
    if (deed === 'accept' && one.unproven) field('who').focus()
    delete state.items[one.id]
    return refresh().then(function () {
      if (place(one.id) >= 0) return again(one).then(showFields)
      return null
    })
  }

  function skip() {
    leaveField()
    if (!shown) return
    state.skipped[shown.id] = true
    var list = rows(), at = place(shown.id)
    var later = list.slice(at + 1).concat(list.slice(0, at)).filter(function (row) { return !state.skipped[row.id] })[0]
    say(later ? '先放着，留在收件箱里' : '都看过了，剩下的都是先放着的')
    go(later ? later.id : (list[at + 1] || list[0]).id)
    showQueue()
  }

  function move(step) {
    var row = rows()[place(state.at) + step]
    if (row) go(row.id)
  }

  function undo(id) {
    next(function () {
      var last = id || state.mine[state.mine.length - 1] || ''
      return send('undo', { id: last }).then(function (answer) {
        var was = last || (state.decided[0] || {}).id
        state.mine = state.mine.filter(function (one) { return one !== was })
        state.done = Math.max(state.done - 1, 0)
        delete state.gone[was]
        say(answer.said)
        close()
        return refresh().then(function () { if (place(was) >= 0) go(was) })
      })
    })
  }

  function settle(newer) {
    var one = shown
    if (!one || !one.newer) return
    next(function () {
      return send('settle', { id: one.id, mark: latest(one).mark, newer: newer }).then(function (answer) {
        say(answer.said)
        return again(one).then(function (fresh) {
          showFields(fresh)
          return refresh()
        })
      })
    })
  }

  function ownEvidence() {
    if (!shown) return
    field('who').value = shown.terms.name
    field('url').value = shown.link
    note('who')
  }

  // ---- Side by side

  function compare(twin) {
    document.body.className = 'compare'
    get('other-facts').textContent = twin.kind === 'article' ? '网站上已有的文章' : '收件箱里的另一条：' + twin.name + ' ' + twin.date
    get('other-page').src = twin.kind === 'article'
      ? 'show/articles/a/b.html?text=' + encodeURIComponent(twin.key)
      : address(twin.key)
  }

  function uncompare() {
    document.body.className = document.body.className.replace(/ ?compare/, '')
  }

  function toggleCompare() {
    if (/compare/.test(document.body.className)) uncompare()
    else if (shown && shown.twins.length) compare(shown.twins[0])
  }

  // ---- Cards over the page

  function open(id) {
    get(id).className = 'veil on'
    get(id).querySelector(id === 'ask' ? 'form' : '[data-close]').focus()
  }

  function opened() { return document.querySelector('.veil.on') }

  function close() {
    var veil = opened()
    if (veil) veil.className = 'veil'
  }

  function askWhy() {
    if (!shown) return
    leaveField()
    get('ask-form').elements.reason.value = ''
    open('ask')
  }

  function reject(reason) {
    close()
    if (reason.trim()) decide('reject', { reason: reason })
  }

  function showDone() {
    fill(get('decided'), state.decided.length ? state.decided.map(function (one) {
      var row = element('li')
      row.appendChild(element('b', DONE[one.what]))
      row.appendChild(element('span', one.title))
      var button = element('button', '撤销', 'plain small')
      button.type = 'button'
      button.addEventListener('click', function () { undo(one.id) })
      row.appendChild(button)
      return row
    }) : [element('li', '还没有处理过')])
    open('done')
  }

  function enlarge() {
    if (!shown || !shown.posters.length) return
    looks(get('large-posters'), shown.posters.slice(0, 1))
    open('large')
  }

  // ---- Keys

  function leaveField() {
    var focused = document.activeElement
    if (focused && /^(INPUT|TEXTAREA|SELECT)$/.test(focused.tagName)) focused.blur()
  }

  function isTyping(target) {
    return /^(TEXTAREA|SELECT)$/.test(target.tagName) || (target.tagName === 'INPUT' && target.type !== 'checkbox')
  }

  var KEYS = {
    a: function () { decide('accept') },
    l: function () { decide('link') },
    r: askWhy,
    s: skip,
    u: function () { undo('') },
    j: function () { move(1) },
    k: function () { move(-1) },
    e: ownEvidence,
    d: toggleCompare,
    p: enlarge,
    n: function () { settle(true) },
    m: function () { settle(false) },
    o: function () { if (get('original')) get('original').click() },
    '?': function () { open('help') }
  }

  function pressed(event) {
    if (event.key === 'Escape') {
      if (opened()) close()
      else if (isTyping(event.target)) leaveField()
      else uncompare()
      return
    }
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || isTyping(event.target)) return
    var key = event.key.toLowerCase()
    if (opened()) {
      if (opened().id === 'ask' && WHY[Number(key) - 1]) {
        event.preventDefault()
        reject(WHY[Number(key) - 1])
      }
      return
    }
    var act = KEYS[key === '？' ? '?' : key]
    if (act && !event.repeat) {
      event.preventDefault()
      act()
    }
  }

  function wire() {
    document.addEventListener('keydown', pressed)
    get('queue').addEventListener('click', function (event) {
      var button = event.target.closest('[data-id]')
      if (button) go(button.getAttribute('data-id'))
    })
    Array.prototype.forEach.call(document.querySelectorAll('[data-key]'), function (button) {
      button.addEventListener('click', function () {
        button.blur()
        KEYS[button.getAttribute('data-key')]()
      })
    })
    Array.prototype.forEach.call(document.querySelectorAll('[data-close]'), function (button) {
      button.addEventListener('click', close)
    })
    get('filter').addEventListener('change', function () {
      state.filter = get('filter').value
      state.was = 0
      get('filter').blur()
      showQueue()
    })
    get('fields').addEventListener('change', function (event) { note(event.target.name) })
    get('fields').addEventListener('submit', function (event) { event.preventDefault() })
    get('own-evidence').addEventListener('click', ownEvidence)
    get('take-newer').addEventListener('click', function () { settle(true) })
    get('keep-own').addEventListener('click', function () { settle(false) })
    get('enlarge').addEventListener('click', enlarge)
    get('show-done').addEventListener('click', showDone)
    get('show-help').addEventListener('click', function () { open('help') })
    fill(get('why'), WHY.map(function (reason, at) {
      var row = element('li'), button = element('button')
      button.type = 'button'
      button.appendChild(element('kbd', String(at + 1)))
      button.appendChild(document.createTextNode(reason))
      button.addEventListener('click', function () { reject(reason) })
      row.appendChild(button)
      return row
    }))
    get('ask-form').addEventListener('submit', function (event) {
      event.preventDefault()
      reject(get('ask-form').elements.reason.value)
    })
  }

  // Somebody else may have decided, or a pull may have brought more.
  function lookAgain() {
    if (!document.hidden && !opened()) next(refresh)
  }

  wire()
  refresh().then(null, told)
  setInterval(lookAgain, LOOK_AGAIN)
  window.addEventListener('focus', lookAgain)
})()
