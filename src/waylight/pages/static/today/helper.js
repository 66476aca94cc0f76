// Who helped: one field to type in, which finds somebody known or takes a new name. Without a script there are two.
const enhance = (part) => {
  const known = part.querySelector("[name=helper]");
  const typed = part.querySelector("[name=new_helper]");
  if (!known || typed.list) return;
  const names = document.createElement("datalist");
  names.id = "helpers";
  names.append(...[...known.options].filter((one) => one.value).map((one) => new Option(one.text, one.text)));
  typed.after(names);
  typed.setAttribute("list", names.id);
  typed.autocomplete = "off";
  known.closest(".field").hidden = true;
  part.querySelector("label[for=id_new_helper]").firstChild.data = `${part.dataset.helper} `;
  // What is chosen in the hidden list and what is typed are kept as one.
  const choose = () => {
    const found = [...known.options].find((one) => one.value && one.text === typed.value.trim());
    known.value = found?.value ?? "";
  };
  typed.addEventListener("input", choose);
  const show = () => { if (known.value) typed.value = known.selectedOptions[0].text; };
  part.addEventListener("waylight:filled", show);
  show();
};

const helpers = () => document.querySelectorAll("[data-helper]").forEach(enhance);
helpers();
document.addEventListener("waylight:shown", helpers);
