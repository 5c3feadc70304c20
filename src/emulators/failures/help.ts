/** What `GET …/control` tells about failure rules; kept beside the schema it describes. */
export function failureHelp(examplePath: string) {
  return {
    rule: 'POST one rule or an array. Each counts down its own times; the first pending rule that matches a call is applied.',
    keys: {
      path: 'required. A prefix of whole path segments ("/users" also matches /users/7), or a glob in which * stands for any characters ("/users/*/tokens").',
      method: 'only this method: GET, POST, PUT, PATCH or DELETE. Default: all.',
      query: 'only calls with these query values, e.g. {"user_id": "12"}.',
      times: 'how many matching calls. Default 1.',
      status: 'answer this status instead of doing the work.',
      body: 'answer this body instead of doing the work (status 200 unless given).',
      contentType: 'content type of the answer; alone it relabels the real answer.',
      delayMs:
        'wait before anything else, at most 120000; alone it is a slow success. The work is done even when the caller has gone by then.',
      holdMs: 'do the work at once, then wait before the answer is sent.',
      loseReply:
        'true: the work is done, then the connection breaks before the first byte of the body.',
      truncate: 'do the work, send only the first n bytes of the body with the real status.',
      omit: 'do the work, drop this dotted field from the data, or from each row of a list.',
    },
    examples: [
      { path: examplePath, method: 'POST', status: 503, times: 2 },
      { path: examplePath, method: 'POST', loseReply: true },
      { path: examplePath, delayMs: 5000 },
      { path: examplePath, truncate: 20 },
      { path: '*', body: '<html>maintenance</html>', contentType: 'text/html' },
    ],
    clear: 'DELETE forgets all pending rules.',
  };
}
