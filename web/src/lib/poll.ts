/**
 * Calls again and again while the page is looked at, and at once when it comes back into view. Gives the way to stop.
 */
export function every(milliseconds: number, call: () => void): () => void {
  let last = Date.now();

  function look() {
    if (document.hidden || Date.now() - last < milliseconds) return;
    last = Date.now();
    call();
  }

  const timer = setInterval(look, Math.min(milliseconds, 5_000));
  document.addEventListener('visibilitychange', look);
  return () => {
    clearInterval(timer);
    document.removeEventListener('visibilitychange', look);
  };
}
