
rem :ready STATUS [STATUS]: whether AWS answered it, or the other; 2 to look again.
:ready
call :answered -
if %errorlevel% neq 0 exit /b 1
set "composer_ready="
for /f "usebackq delims=" %%A in ("%composer_answers%") do if "%%A"=="%1" set "composer_ready=1"
for /f "usebackq delims=" %%A in ("%composer_answers%") do if "%%A"=="%2" set "composer_ready=1"
if defined composer_ready exit /b 0
"%composer_find%" /i "fail" "%composer_answers%" >nul
if %errorlevel% equ 0 set "composer_looks=240"
goto :again
