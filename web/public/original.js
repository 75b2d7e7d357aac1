// The page that the original of a mail is shown in, inside of the desk. The desk hands it the HTML, which the server has made safe.
// It is a page of its own for its policy: images of other servers, if the agent asks for them, and styles inside of the HTML, which
// no page of the desk allows. It has no origin (`sandbox`), so it reaches nothing of the desk.
addEventListener('message', (event) => {
  if (event.source === parent && typeof event.data === 'string') document.body.innerHTML = event.data;
});
