// @ts-check
const form = document.createElement('form');
form.method = 'post';
form.action = location.pathname;
for (const [name, value] of new URLSearchParams(location.hash.slice(1))) {
  const field = document.createElement('input');
  Object.assign(field, { type: 'hidden', name, value });
  form.append(field);
}
document.body.append(form);
form.submit();
