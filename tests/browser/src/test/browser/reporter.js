// One line of JSON for each test that ended, for BrowserRun.java; what tests print themselves is passed on.
export default async function* reporter(source) {
  for await (const event of source) {
    const { name, nesting, details } = event.data ?? {};
    if (event.type === 'test:pass' && nesting === 0) {
      yield `${JSON.stringify({ test: name, millis: Math.round(details.duration_ms) })}\n`;
    } else if (event.type === 'test:fail' && nesting === 0) {
      const cause = details.error?.cause ?? details.error;
      yield `${JSON.stringify({ test: name, failure: String(cause?.stack ?? cause) })}\n`;
    }
  }
}
