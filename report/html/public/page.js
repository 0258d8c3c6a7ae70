// Filters the list of requirements, and opens what a link leads to. Without this script the page shows everything.
const filters = document.querySelector('.filters');
const rows = [...document.querySelectorAll('.requirements tbody tr')];
const inputs = [...document.querySelectorAll('[data-filter]')];
const output = document.getElementById('filter-count');

function fits(row) {
  return inputs.every((input) => {
    const wanted = input.value.trim();
    if (wanted === '') return true;
    if (input.dataset.filter !== 'text') return row.dataset[input.dataset.filter] === wanted;
    const text = row.textContent.toLowerCase();
    return wanted
      .toLowerCase()
      .split(/\s+/)
      .every((word) => text.includes(word));
  });
}

function apply() {
  let shown = 0;
  for (const row of rows) {
    row.hidden = !fits(row);
    if (!row.hidden) shown += 1;
  }
  output.textContent =
    shown === rows.length ? `${rows.length} requirements` : `${shown} of ${rows.length} requirements`;
}

function choose(wanted) {
  for (const input of inputs) input.value = wanted[input.dataset.filter] ?? '';
  apply();
}

/** A link into something folded would lead nowhere. */
function openTarget() {
  const target = location.hash === '' ? null : document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (target === null) return;
  const folded = target.tagName === 'DETAILS' ? target : target.querySelector(':scope > details:only-of-type');
  if (folded !== null) folded.open = true;
  target.scrollIntoView();
}

if (filters !== null) {
  filters.hidden = false;
  for (const input of inputs) input.addEventListener('input', apply);
  filters.querySelector('[data-action="clear"]').addEventListener('click', () => choose({}));
  for (const link of document.querySelectorAll(
    'a[href="#requirements"][data-verdict], a[href="#requirements"][data-area]',
  ))
    link.addEventListener('click', () => choose(link.dataset));
}
window.addEventListener('hashchange', openTarget);
document.addEventListener('click', (event) => {
  // The same link a second time changes no hash.
  const link = event.target.closest?.('a[href^="#exchange-"]');
  if (link) document.getElementById(link.hash.slice(1)).open = true;
});
window.addEventListener('beforeprint', () => {
  for (const details of document.querySelectorAll(
    '.evidence details, .exchange, details.undecided, #circumstances details',
  ))
    details.open = true;
});
openTarget();
