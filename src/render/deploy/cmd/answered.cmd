
rem :answered ERROR: keeps what AWS answered; nothing if it failed with that error.
:answered
if %errorlevel% neq 0 goto :refused
set "composer_answer="
for /f "usebackq delims=" %%A in ("%composer_answers%") do if not "%%A"=="None" set "composer_answer=%%A"
exit /b 0
:refused
set "composer_answer="
"%composer_find%" "(%~1)" "%composer_errors%" >nul
if %errorlevel% equ 0 exit /b 0
:say_errors
>&2 type "%composer_errors%"
exit /b 1
