(function(){
var box=document.getElementById("changed"),tag=null,seen=null,timer=0;
function look(){
if(document.hidden)return;
fetch("/api/v2/status.json",{headers:tag?{"If-None-Match":tag}:{}}).then(function(r){
if(r.status!==200)return;
tag=r.headers.get("ETag");
return r.text().then(function(t){
if(seen===null){seen=t;return}
if(t!==seen&&!box.firstChild){
var a=document.createElement("a");
a.href=location.pathname;a.textContent=box.dataset.link;
box.append(box.dataset.text+" ",a);
}})}).catch(function(){})}
timer=setInterval(look,30000);look();
document.addEventListener("visibilitychange",look);
})();
