import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { keepServiceWorkerFresh } from './keep-fresh.ts'
import '../../ui/styles/index.css'
import './shell.css'

const place = document.getElementById('app')
if (!place) throw new Error('index.html has no #app')
createRoot(place).render(
  <StrictMode>
    <App />
  </StrictMode>,
)
keepServiceWorkerFresh()
