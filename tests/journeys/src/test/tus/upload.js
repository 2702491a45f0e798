// Uploads a file to an upload that exists, with the client as it is: node upload.js URL TOKEN FILE. Status 0 once it is there.
import { readFileSync } from 'node:fs'
import * as tus from 'tus-js-client'

const [url, token, file] = process.argv.slice(2)

const upload = new tus.Upload(readFileSync(file), {
  uploadUrl: url,
  headers: { Authorization: `Bearer ${token}` },
  retryDelays: [200, 500, 1000, 2000, 4000, 8000],
  onError(error) {
    console.error(String(error))
    process.exit(1)
  },
  onSuccess() {
    process.exit(0)
  },
})
upload.start()
