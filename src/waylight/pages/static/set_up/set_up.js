// The zone that the browser is in is most likely the coach's; she can choose another.
const zone = document.querySelector("#id_zone");
const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
if (zone && zone.value === "UTC" && [...zone.options].some((one) => one.value === here)) zone.value = here;
