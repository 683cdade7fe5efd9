'use client'

/** The root layout itself failed: plain, with nothing that could fail again. */
export default function GlobalError({ reset }: { error: Error; reset: () => void }) {
  return (
    <html lang="en">
      <body style={{ font: '14px system-ui, sans-serif', display: 'grid', placeItems: 'center', minHeight: '100vh' }}>
        <title>Rollcall could not load</title>
        <main role="alert" style={{ textAlign: 'center' }}>
          <h1 style={{ fontSize: 18 }}>Rollcall could not load this page</h1>
          <p>Nothing was changed. Provisioning is not affected.</p>
          <button type="button" onClick={reset}>
            Try again
          </button>
        </main>
      </body>
    </html>
  )
}
