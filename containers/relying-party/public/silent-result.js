// @ts-check
const result = document.querySelector('#result')?.getAttribute('data-result');
window.parent.postMessage(JSON.parse(result ?? 'null'), location.origin);
