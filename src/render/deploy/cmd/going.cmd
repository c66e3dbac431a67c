
rem :going: whether AWS answered that it is being removed.
:going
"%composer_find%" /i "delet" "%composer_answers%" >nul
if %errorlevel% neq 0 exit /b 1
echo   is being removed
exit /b 0
