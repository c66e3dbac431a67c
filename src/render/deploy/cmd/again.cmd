
rem :again: says what AWS answered, and lets some time pass.
:again
if not defined composer_answer echo   not there yet
for /f "usebackq delims=" %%A in ("%composer_answers%") do if not "%%A"=="None" echo   %%A
set /a "composer_looks+=1"
if %composer_looks% geq 240 >&2 echo error: it did not get there
if %composer_looks% geq 240 exit /b 1
"%SystemRoot%\System32\ping.exe" -n %composer_pings% 127.0.0.1 >nul
exit /b 2
