
rem :waited: whether one of AWS's own waiters is done; 2 to run it again where it gave up early.
:waited
if %errorlevel% equ 0 exit /b 0
"%composer_find%" "Max attempts exceeded" "%composer_errors%" >nul
if %errorlevel% neq 0 goto :say_errors
set /a "composer_looks+=1"
if %composer_looks% geq 6 goto :say_errors
echo   not yet
exit /b 2
